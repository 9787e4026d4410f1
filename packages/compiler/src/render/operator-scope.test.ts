import { expect, test } from "vitest";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { resolvedFleet } from "../resolve/resolve.ts";
import { fleetOf } from "../testing/random-fleet.ts";
import { renderedTree } from "./tree.ts";

/** The files of prod's operator with this scope. */
function operatorFile(scope: "cluster" | "namespace", file: string): string {
  const { clusters, environments } = fleetOf({}, {}, {});
  const prod = environments.get("prod");
  if (prod === undefined) throw new Error("the fleet has no prod");
  const entry: EnvironmentEntry = { ...prod, operator: "deploy", operatorOptions: { scope } };
  const fleet = { clusters, environments: new Map([["prod", entry]]) };
  return renderedTree(fleet, resolvedFleet(fleet)).get(`environments/prod/operator/${file}`) ?? "";
}

test.each([
  ["cluster", [], 0],
  ["namespace", ["mysql-prod", "mysql-prod"], 1],
] as const)(
  "an operator of scope %s has roles in %j besides its own namespace",
  (scope, namespaces, watches) => {
    const access = operatorFile(scope, "access.yaml");
    const found = [...access.matchAll(/^ {2}namespace: (\S+)$/gm)].map(([, namespace]) => namespace);
    expect(found.filter((namespace) => namespace !== "grampus-system")).toEqual(namespaces);
    expect(operatorFile(scope, "deployment.yaml").split("GRAMPUS_NAMESPACE").length - 1).toBe(watches);
  },
);
