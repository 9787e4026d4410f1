import type { Append } from "./append.ts";
import type { ClusterDefinition, ClusterSettings } from "./cluster.ts";
import type { Unset } from "./unset.ts";

/** Settings where every field, at any depth, may also be taken back with `unset()`, and lists added to with `append()`. */
export type Unsettable<Value> = Value extends readonly (infer Item)[]
  ? Value | Append<Item>
  : Value extends object
    ? { readonly [Key in keyof Value]?: Unsettable<Value[Key]> | Unset }
    : Value;

/** The settings of a cluster that an environment may change. A name cannot be overridden. */
export type ClusterOverride = Unsettable<ClusterSettings>;

/** A cluster together with what one environment changes about it. */
export interface OverriddenCluster {
  readonly kind: "override";
  /** The cluster, which may be changed already: the outer override lies over the inner one. */
  readonly cluster: ClusterDefinition | OverriddenCluster;
  readonly settings: ClusterOverride;
}

/**
 * Runs a cluster in an environment with some settings changed: maps merge, scalars and lists replace, `append()` adds to
 * a list and `unset()` takes a setting back. An overridden cluster can be overridden again.
 *
 * @example
 * clusters: { orders: override(orders, { members: 5, storage: { size: "2Ti" } }) }
 */
export function override(
  cluster: ClusterDefinition | OverriddenCluster,
  settings: ClusterOverride,
): OverriddenCluster {
  return { kind: "override", cluster, settings };
}
