import type { DataPath } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import type { EnvironmentCluster, EnvironmentEntry } from "../definition/entries.ts";

/** Where a value can come from, lowest first. */
export type LayerKind = "platform" | "environment" | "cluster" | "override";

/** One source of settings for a cluster in an environment, and where it is written. */
export interface Layer {
  readonly kind: LayerKind;
  readonly settings: PlainObject;
  readonly file: string;
  /** The settings' place in the default export of the file. */
  readonly at: DataPath;
}

/** The layer of a definition on its own, without an environment. */
export function clusterLayer({ cluster }: Pick<EnvironmentCluster, "cluster">): Layer {
  return { kind: "cluster", settings: cluster.settings, file: cluster.file, at: [] };
}

/** The layers of a cluster in an environment, lowest first; above the defaults of the API's schema. */
export function clusterLayers(environment: EnvironmentEntry, listed: EnvironmentCluster): readonly Layer[] {
  const { file, platform, defaults } = environment;
  return [
    { kind: "platform", settings: platform.settings, file, at: ["platform", "settings"] },
    { kind: "environment", settings: defaults, file, at: ["defaults"] },
    clusterLayer(listed),
    ...listed.overrides.map(({ settings, at }): Layer => ({ kind: "override", settings, file, at })),
  ];
}
