import { describe, expect, it } from "vitest";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { clustersOnTarget } from "../definition/target-size.ts";
import { resolvedFleet } from "../resolve/resolve.ts";
import { fleetOf } from "../testing/random-fleet.ts";
import { renderedTree } from "./tree.ts";

const DEPLOYMENT = "environments/prod/operator/deployment.yaml";

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `c${index}`);
}

/** The memory of prod's operator, beside another environment. */
function memoryBeside(other: Partial<EnvironmentEntry>): readonly (string | undefined)[] {
  const { clusters, environments } = fleetOf({}, {}, {});
  const prod = environments.get("prod");
  if (prod === undefined) throw new Error("the fleet has no prod");
  const beside = {
    ...prod,
    name: "tools",
    namespace: "mysql-tools",
    operator: "shared",
    clusters: [],
    ...other,
  };
  const fleet = {
    clusters,
    environments: new Map<string, EnvironmentEntry>([
      ["prod", { ...prod, operator: "deploy" }],
      ["tools", { ...beside, operator: "shared" }],
    ]),
  };
  const text = renderedTree(fleet, resolvedFleet(fleet)).get(DEPLOYMENT) ?? "";
  return [...text.matchAll(/^ +memory: (\S+)$/gm)].map(([, memory]) => memory);
}

describe("the memory of an operator", () => {
  it("follows from all clusters of its Kubernetes cluster, whichever environment has them", () => {
    expect(memoryBeside({ listed: names(99) })).toEqual(["512Mi", "128Mi"]);
    expect(memoryBeside({ listed: names(300) })).toEqual(["1Gi", "512Mi"]);
  });

  it("is for those on their way out too", () => {
    const retired = [{ key: "old", identity: { target: "prod", namespace: "mysql-prod", name: "old" } }];
    const environment = { target: "prod", listed: names(2), retired };
    expect(clustersOnTarget(environment, [environment, { ...environment, target: "other" }])).toBe(3);
  });

  it("leaves out what another Kubernetes cluster runs", () => {
    expect(memoryBeside({ listed: names(5_000), target: "elsewhere" })).toEqual(["512Mi", "128Mi"]);
  });
});
