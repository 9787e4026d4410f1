import type { FluxSettings } from "@grampus/dsl";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { fleetOf } from "../testing/random-fleet.ts";
import { needsOf } from "./needs.ts";

const FLUX: FluxSettings = { repository: "https://git.example.com/acme/fleet.git" };

function environment(name: string, changes: Partial<EnvironmentEntry>): EnvironmentEntry {
  const [entry] = fleetOf({ members: 1 }, {}, {}).environments.values();
  if (entry === undefined) throw new RangeError("the fleet has no environment");
  const delivery = { kind: "flux", settings: FLUX } as const;
  return { ...entry, name, target: "k1", namespace: `mysql-${name}`, delivery, ...changes };
}

const deployer = environment("a", { operator: "deploy" });

function needsBeside(changes: Partial<EnvironmentEntry>, other: EnvironmentEntry = deployer) {
  const sharing = environment("b", { operator: "shared", ...changes });
  return needsOf(sharing, [other, sharing]);
}

function flux(settings: Partial<FluxSettings>): Partial<EnvironmentEntry> {
  return { delivery: { kind: "flux", settings: { ...FLUX, ...settings } } };
}

describe("what an environment needs of another", () => {
  test.each<readonly [string, Partial<EnvironmentEntry>, readonly string[]]>([
    ["with a shared operator", {}, ["a"]],
    ["with an operator of its own", { operator: "deploy" }, []],
    ["in the namespace of the other", { isNamespaceShared: true, namespace: "mysql-a" }, ["a"]],
    ["on another target", { target: "k2" }, []],
    ["in Flux's namespace, said", flux({ namespace: "flux-system" }), ["a"]],
    ["that another Flux delivers", flux({ namespace: "flux-two" }), []],
    ["that Flux delivers from elsewhere", flux({ kubeConfig: "k1" }), []],
    ["that Argo CD delivers", { delivery: { kind: "argocd", settings: FLUX } }, []],
    ["that nothing delivers", { delivery: undefined }, []],
  ])("%s", (_, changes, expected) => {
    expect(needsBeside(changes).ofClusters).toEqual(expected);
  });

  test("two kubeconfigs of the shared Kubernetes cluster are of one Flux", () => {
    const other = { ...deployer, ...flux({ kubeConfig: "admin" }) };
    expect(needsBeside(flux({ kubeConfig: "mysql" }), other)).toEqual({
      ofOperatorFolder: ["a"],
      ofClusters: ["a"],
    });
  });

  test("the operator's folder waits for the Namespace that another one makes, which does not wait for it", () => {
    const maker = environment("b", { operator: "shared" });
    const sharing = { ...deployer, isNamespaceShared: true, namespace: "mysql-b" };
    expect(needsOf(sharing, [sharing, maker])).toEqual({ ofOperatorFolder: ["b"], ofClusters: ["b"] });
    expect(needsOf(maker, [sharing, maker])).toEqual({ ofOperatorFolder: [], ofClusters: ["a"] });
  });
});

/** Environments of one Kubernetes cluster: one deploys the operator, and one of each namespace makes it. */
const environmentsOf = fc
  .tuple(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 6 }), fc.nat({ max: 5 }))
  .map(([namespaces, deploying]) =>
    namespaces.map((namespace, index) =>
      environment(`e${index}`, {
        namespace: `n${namespace}`,
        isNamespaceShared: namespaces.indexOf(namespace) !== index,
        operator: index === deploying % namespaces.length ? "deploy" : "shared",
      }),
    ),
  );

describe("of all environments on one Kubernetes cluster", () => {
  test("no operator folder waits for itself, and clusters for the operator and their Namespace", () => {
    fc.assert(
      fc.property(environmentsOf, (all) => {
        const needs = new Map(all.map((one) => [one.name, needsOf(one, all)]));
        const waits = (name: string, depth = 0): readonly string[] => {
          if (depth > all.length) throw new RangeError(`${name} waits for itself`);
          const own = needs.get(name)?.ofOperatorFolder ?? [];
          return [...own, ...own.flatMap((one) => waits(one, depth + 1))];
        };
        for (const { name, namespace, operator, isNamespaceShared } of all) {
          expect(waits(name)).not.toContain(name);
          const deploying = all.find((one) => one.operator === "deploy");
          const making = all.find((one) => one.namespace === namespace && !one.isNamespaceShared);
          const wanted = [
            ...(operator === "deploy" ? [] : [deploying?.name]),
            ...(isNamespaceShared ? [making?.name] : []),
          ];
          expect([...(needs.get(name)?.ofClusters ?? [])].sort()).toEqual([...new Set(wanted)].sort());
        }
      }),
      { numRuns: 300 },
    );
  });
});
