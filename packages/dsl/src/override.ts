import type { ClusterDefinition, ClusterSettings } from "./cluster.ts";
import type { Unset } from "./unset.ts";

/** Settings where every field, at any depth, may also be taken back with `unset()`. */
export type Unsettable<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]?: Unsettable<Value[Key]> | Unset }
    : Value;

/** The settings of a cluster that an environment may change. A name cannot be overridden. */
export type ClusterOverride = Unsettable<ClusterSettings>;

/** A cluster together with what one environment changes about it. */
export interface OverriddenCluster {
  readonly kind: "override";
  readonly cluster: ClusterDefinition;
  readonly settings: ClusterOverride;
}

/**
 * Runs a cluster in an environment with some settings changed: maps merge, scalars and lists replace, and `unset()`
 * takes a setting back.
 *
 * @example
 * clusters: { orders: override(orders, { members: 5, storage: { size: "2Ti" } }) }
 */
export function override(cluster: ClusterDefinition, settings: ClusterOverride): OverriddenCluster {
  return { kind: "override", cluster, settings };
}
