import { expect, test } from "vitest";
import { clusterDefinition, clusterFile, fleetFiles } from "./fleet.ts";

test("a fleet has a definition for each cluster and one for each environment", () => {
  const files = fleetFiles(12);
  expect(files.size).toBe(12 + 3);
  expect(files.get(clusterFile(11))).toBe(clusterDefinition(11));
  expect(files.get("environments/prod/environment.ts")).toContain('after: "staging"');
  for (const environment of ["dev", "staging", "prod"]) {
    expect(files.get(`environments/${environment}/environment.ts`)?.match(/^ {4}"cluster-/gm)).toHaveLength(
      12,
    );
  }
});

test("the same fleet every time, and an edit changes one line", () => {
  expect(fleetFiles(30)).toEqual(fleetFiles(30));
  const before = clusterDefinition(7).split("\n");
  const after = clusterDefinition(7, 1).split("\n");
  expect(after.filter((line, index) => line !== before[index])).toHaveLength(1);
});
