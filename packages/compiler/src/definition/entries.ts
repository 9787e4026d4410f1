import type { Policy } from "@grampus/dsl";
import type { PlainObject } from "../data/plain-data.ts";
import type { Identity } from "../fleet/identity.ts";

/** A cluster definition whose fields are known; its values are not validated yet. */
export interface ClusterEntry {
  readonly name: string;
  readonly file: string;
  readonly settings: PlainObject;
  /** Whether it is meant to run nowhere yet. */
  readonly isDraft: boolean;
}

/** A Cluster that may leave Git with its data. */
export interface RetiredCluster {
  /** Its name under `retired`. */
  readonly key: string;
  readonly identity: Identity;
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
  readonly retired: readonly RetiredCluster[];
  /** Names of clusters that may run a higher version here than in the environment before. */
  readonly ahead: readonly string[];
}

/** All definitions of a fleet, checked for form, in name order. */
export interface Fleet {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly environments: ReadonlyMap<string, EnvironmentEntry>;
}
