import type { FluxSettings } from "@grampus/dsl";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DataPath, valueAt } from "../data/data-path.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { gitopsDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { built, deliveredFleet, ofKind, type Rings, ringsOf, treeOf } from "../testing/delivered-fleet.ts";

const settingsOf: fc.Arbitrary<FluxSettings> = fc.record(
  {
    repository: fc.constantFrom("https://git.example.com/acme/fleet.git", "oci://r.example.com/acme/fleet"),
    path: fc.constantFrom("fleet", "platform/mysql"),
    namespace: fc.constantFrom("flux-system", "delivery"),
    secret: fc.constantFrom("fleet-credentials"),
    kubeConfig: fc.constantFrom("prod-eu"),
  },
  { requiredKeys: ["repository"] },
);

interface Given {
  readonly tree: FileTree;
  readonly objects: readonly PlainObject[];
  readonly rings: Rings;
  readonly ringless: readonly string[];
  readonly settings: FluxSettings;
  readonly hasOperator: boolean;
}

function withFleets(law: (given: Given) => void) {
  const operators = fc.constantFrom("deploy" as const, "shared" as const);
  fc.assert(
    fc.property(
      ringsOf,
      fc.boolean(),
      settingsOf,
      operators,
      fc.boolean(),
      (all, hasRest, settings, operator, isShared) => {
        const ringless = hasRest ? (all.at(-1) ?? []) : [];
        const rings = hasRest ? all.slice(0, -1) : all;
        const environment = { operator, isNamespaceShared: isShared };
        const tree = treeOf(deliveredFleet(rings, { kind: "flux", settings }, { environment, ringless }));
        const hasOperator = operator === "deploy" || !isShared;
        law({ tree, objects: built(tree, gitopsDirectory("prod")), rings, ringless, settings, hasOperator });
      },
    ),
    { numRuns: 40 },
  );
}

function text(object: PlainObject, ...path: DataPath): string {
  return String(valueAt(object, path));
}

function kustomizations(objects: readonly PlainObject[]): ReadonlyMap<string, PlainObject> {
  return new Map(
    ofKind(objects, "Kustomization").map((object) => [text(object, "metadata", "name"), object]),
  );
}

function dependencies(object: PlainObject | undefined): readonly string[] {
  const said = object === undefined ? [] : (valueAt(object, ["spec", "dependsOn"]) ?? []);
  return Array.isArray(said) ? said.map((one) => (isMap(one) ? String(one.name) : "")) : [];
}

/** What an object waits for, through others too; a name that leads back to itself is found by the depth. */
function waitsFor(all: ReadonlyMap<string, PlainObject>, name: string, depth = 0): ReadonlySet<string> {
  if (depth > all.size) throw new RangeError(`${name} waits for itself`);
  const own = dependencies(all.get(name));
  return new Set([...own, ...own.flatMap((one) => [...waitsFor(all, one, depth + 1)])]);
}

describe("of every fleet that Flux delivers", () => {
  test("nothing waits for itself or for what is not there, and a cluster for the operator and all rings before", () => {
    withFleets(({ objects, rings, ringless, hasOperator }) => {
      const all = kustomizations(objects);
      for (const name of all.keys()) {
        for (const one of dependencies(all.get(name))) expect([...all.keys()]).toContain(one);
      }
      const groups = [...rings, ringless].filter((group) => group.length > 0);
      groups.forEach((group, index) => {
        const before = groups
          .slice(0, index)
          .flat()
          .map((cluster) => `prod.${cluster}`);
        const wanted = [...(hasOperator ? ["prod.operator.grampus"] : []), ...before].sort();
        for (const cluster of group) expect([...waitsFor(all, `prod.${cluster}`)].sort()).toEqual(wanted);
      });
      expect(all.has("prod.operator.grampus")).toBe(hasOperator);
      expect(dependencies(all.get("prod.fleet.grampus"))).toEqual([]);
    });
  });

  test("all are in one namespace and read the one source, at folders that build", () => {
    withFleets(({ tree, objects, settings }) => {
      const [source, ...more] = objects.filter(({ kind }) => kind !== "Kustomization");
      expect(more).toEqual([]);
      const namespace = settings.namespace ?? "flux-system";
      for (const object of objects) expect(text(object, "metadata", "namespace")).toBe(namespace);
      const root = settings.path === undefined ? "./" : `./${settings.path}/`;
      for (const object of kustomizations(objects).values()) {
        expect(valueAt(object, ["spec", "sourceRef"])).toEqual({
          kind: source?.kind,
          name: "prod.fleet.grampus",
        });
        const path = text(object, "spec", "path");
        expect(path.startsWith(root)).toBe(true);
        expect(built(tree, path.slice(root.length)).length).toBeGreaterThan(0);
      }
    });
  });

  test("what goes to the environment's Kubernetes cluster goes there, and these objects themselves stay", () => {
    withFleets(({ objects, settings }) => {
      for (const [name, object] of kustomizations(objects)) {
        const own = name === "prod.fleet.grampus" ? undefined : settings.kubeConfig;
        expect(valueAt(object, ["spec", "kubeConfig", "secretRef", "name"])).toBe(own);
      }
    });
  });

  test("each cluster is waited for by the table of health, prunes what leaves Git, and outlives its object", () => {
    withFleets(({ objects }) => {
      for (const [name, object] of kustomizations(objects)) {
        expect(object.spec).toMatchObject({ prune: true, deletionPolicy: "Orphan" });
        if (name.endsWith(".grampus")) continue;
        expect(object.spec).toMatchObject({ wait: true, timeout: "3m0s", retryInterval: "1m0s" });
        expect(valueAt(object, ["spec", "healthCheckExprs", 0, "kind"])).toBe("Cluster");
      }
    });
  });
});
