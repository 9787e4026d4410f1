import { RETIRED_ANNOTATION } from "@grampus/dsl/field-map";
import type { DataPath } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import type { EnvironmentCluster, EnvironmentEntry, RetirementEntry } from "../definition/entries.ts";
import { SETTINGS_FIELD } from "../releases/release.ts";
import { mergedSettings } from "./merge.ts";

/** Where a value can come from, lowest first. */
export type LayerKind = "platform" | "environment" | "cluster" | "release" | "override" | "retirement";

/** One source of settings for a cluster in an environment, and where it is written. */
export interface Layer {
  readonly kind: LayerKind;
  readonly settings: PlainObject;
  readonly file: string;
  /** The settings' place in the default export of the file. */
  readonly at: DataPath;
}

/** Whether the cluster of some layers ends where they apply. */
export function isRetired(layers: readonly Layer[]): boolean {
  return layers.some(({ kind }) => kind === "retirement");
}

/** The layer of a definition, or of a release of it, on its own, without an environment. */
export function clusterLayer({ cluster, source }: Pick<EnvironmentCluster, "cluster" | "source">): Layer {
  const { settings, file } = cluster;
  return source.kind === "head"
    ? { kind: "cluster", settings, file, at: [] }
    : { kind: "release", settings, file, at: [SETTINGS_FIELD] };
}

/** What a cluster that ends has, whatever is said below: nothing keeps it from being deleted, and it says why. */
function retirementLayer({ because, data, at }: RetirementEntry, file: string): Layer {
  const settings = {
    annotations: { [RETIRED_ANNOTATION]: because },
    deletionPolicy: data === "delete" ? "Delete" : "Retain",
    deletionProtection: false,
  };
  return { kind: "retirement", settings, file, at };
}

/** The layers of a cluster in an environment, lowest first; above the defaults of the API's schema. */
export function clusterLayers(environment: EnvironmentEntry, listed: EnvironmentCluster): readonly Layer[] {
  const { file, platform, defaults } = environment;
  return [
    { kind: "platform", settings: platform.settings, file, at: ["platform", "settings"] },
    { kind: "environment", settings: defaults, file, at: ["defaults"] },
    clusterLayer(listed),
    ...listed.overrides.map(({ settings, at }): Layer => ({ kind: "override", settings, file, at })),
    ...(listed.retirement === undefined ? [] : [retirementLayer(listed.retirement, file)]),
  ];
}

/** What layers say together. */
export function mergedLayers(layers: readonly Layer[]): PlainObject {
  return layers.reduce<PlainObject>((lower, { settings }) => mergedSettings(lower, settings), {});
}
