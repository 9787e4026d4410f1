import type { Delivery } from "@grampus/dsl";
import fc from "fast-check";
import { build, memoryFileSystem } from "kustomize-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import type { FileTree } from "../output/tree.ts";
import { renderedTree } from "../render/tree.ts";
import { resolvedFleet } from "../resolve/resolve.ts";
import { fleetOf } from "./random-fleet.ts";

/** Names of clusters, a list for each ring. */
export type Rings = readonly (readonly string[])[];

/** What a fleet of one environment is made of, besides its rings and its delivery. */
export interface DeliveredParts {
  readonly environment?: Partial<EnvironmentEntry>;
  /** Names of clusters that end here. */
  readonly retired?: readonly string[];
  /** Names of clusters that are listed in no ring. */
  readonly ringless?: readonly string[];
  /** Settings of all clusters. */
  readonly settings?: PlainObject;
}

/** A fleet of the environment `prod` that is delivered, with a ring for each list of names. */
export function deliveredFleet(rings: Rings, delivery: Delivery, parts: DeliveredParts = {}): Fleet {
  const { environment: changes, retired = [], ringless = [], settings } = parts;
  const { environments } = fleetOf({ members: 1 }, {}, {});
  const names = [...rings.flat(), ...ringless];
  const clusters = names.map((name) => ({
    name,
    file: `clusters/${name}/cluster.ts`,
    settings: { name, members: 1, ...settings },
    isDraft: false,
  }));
  const environment = environments.get("prod");
  if (environment === undefined) throw new RangeError("the fleet has no environment");
  const entry: EnvironmentEntry = {
    ...environment,
    operator: "deploy",
    rings: new Map(rings.map((members, index) => [`ring-${index}`, members])),
    delivery,
    clusters: clusters.map((cluster) => ({
      cluster,
      source: { kind: "head" },
      overrides: [],
      ...(retired.includes(cluster.name)
        ? { retirement: { because: "replaced", data: "retain", at: ["clusters", cluster.name] } }
        : {}),
    })),
    listed: names,
    ...changes,
  };
  return {
    clusters: new Map(clusters.map((cluster) => [cluster.name, cluster])),
    environments: new Map([["prod", entry]]),
  };
}

/** All generated files of a fleet. */
export function treeOf(fleet: Fleet): FileTree {
  return renderedTree(fleet, resolvedFleet(fleet));
}

/** The objects that a folder builds to. */
export function built(tree: FileTree, directory: string): readonly PlainObject[] {
  const result = build(directory, { fs: memoryFileSystem(tree) });
  if (result.kind === "refused") throw new RangeError(JSON.stringify(result.diagnostics));
  return result.resources.map((resource) => toPlainData(resource.value()).data).filter(isMap);
}

/** Those of a kind. */
export function ofKind(objects: readonly PlainObject[], kind: string): readonly PlainObject[] {
  return objects.filter((object) => object.kind === kind);
}

const clusterName = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);

/** Up to three rings that hold some clusters each. */
export const ringsOf: fc.Arbitrary<Rings> = fc
  .uniqueArray(clusterName, { minLength: 1, maxLength: 6 })
  .chain((names) =>
    fc
      .array(fc.nat({ max: 2 }), { minLength: names.length, maxLength: names.length })
      .map((places) =>
        [0, 1, 2]
          .map((ring) => names.filter((_, index) => places[index] === ring))
          .filter((members) => members.length > 0),
      ),
  );
