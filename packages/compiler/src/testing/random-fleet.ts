import fc from "fast-check";
import { build, memoryFileSystem } from "kustomize-ts";
import type { PlainObject } from "../data/plain-data.ts";
import type { ClusterEntry, EnvironmentEntry, Fleet, PolicyEntry } from "../definition/entries.ts";
import { overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { renderedTree } from "../render/tree.ts";
import { resolvedFleet } from "../resolve/resolve.ts";
import { randomSettings } from "./random-settings.ts";

/** A fleet of one cluster in one environment. */
export function fleetOf(
  base: PlainObject,
  defaults: PlainObject,
  override: PlainObject,
  policies: readonly PolicyEntry[] = [],
): Fleet {
  const cluster: ClusterEntry = {
    name: "orders",
    file: "clusters/orders/cluster.ts",
    settings: { name: "orders", ...base },
    isDraft: false,
  };
  const environment: EnvironmentEntry = {
    name: "prod",
    file: "environments/prod/environment.ts",
    after: undefined,
    follows: "head",
    rings: new Map(),
    namespace: "mysql-prod",
    target: "prod",
    isNamespaceShared: false,
    operator: "shared",
    operatorOptions: {},
    delivery: undefined,
    platform: { kind: "kubernetes", settings: { securityContext: { runAsUser: 999 } } },
    defaults,
    manifests: {},
    owners: [],
    gates: [],
    policies,
    judge: () => ({ judgements: [], logs: [] }),
    exceptions: [],
    clusters: [
      {
        cluster,
        source: { kind: "head" },
        overrides: [{ settings: override, at: ["clusters", "orders", "settings"] }],
      },
    ],
    listed: ["orders"],
    waiting: [],
    retired: [],
    ahead: [],
  };
  return { clusters: new Map([["orders", cluster]]), environments: new Map([["prod", environment]]) };
}

/** The files of a random fleet, and what its overlay builds to. */
export interface RandomFleet {
  readonly tree: FileTree;
  readonly directory: string;
  readonly yaml: string;
}

/** Random fleets of one overlay, with awkward texts wherever the API takes any text. */
export const randomFleet = fc
  .tuple(randomSettings, randomSettings, randomSettings)
  .map(([base, defaults, override]): RandomFleet => {
    const fleet = fleetOf(base, defaults, override);
    const tree = renderedTree(fleet, resolvedFleet(fleet));
    const directory = overlayDirectory("prod", "orders");
    const built = build(directory, { fs: memoryFileSystem(tree) });
    return {
      tree,
      directory,
      yaml: built.kind === "built" ? built.yaml() : JSON.stringify(built.diagnostics),
    };
  });
