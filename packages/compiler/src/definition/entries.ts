import type { Policy } from "@grampus/dsl";
import type { PlainObject } from "../data/plain-data.ts";

/** A cluster definition whose fields are known; its values are not validated yet. */
export interface ClusterEntry {
  readonly name: string;
  readonly file: string;
  readonly settings: PlainObject;
}

/** A cluster as an environment lists it. */
export interface EnvironmentCluster {
  readonly cluster: ClusterEntry;
  /** What the environment changes about it; empty when it only lists it. */
  readonly override: PlainObject;
}

/** An environment definition whose fields are known. */
export interface EnvironmentEntry {
  readonly name: string;
  readonly file: string;
  readonly after: string | undefined;
  readonly namespace: string;
  readonly target: string;
  readonly operator: "deploy" | "shared";
  readonly platform: { readonly kind: string; readonly settings: PlainObject };
  readonly defaults: PlainObject;
  readonly policies: readonly Policy[];
  readonly clusters: readonly EnvironmentCluster[];
}

/** All definitions of a fleet, checked for form, in name order. */
export interface Fleet {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly environments: ReadonlyMap<string, EnvironmentEntry>;
}
