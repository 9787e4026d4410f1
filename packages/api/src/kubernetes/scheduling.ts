import type { Int64, LabelValue, QualifiedName } from "./scalars.ts";
import type { LabelSelector } from "./selectors.ts";

/**
 * A taint a pod puts up with.
 *
 * @cel toleration-key at=key "has(self.key) || (has(self.operator) && self.operator == 'Exists')" "without a key the operator is Exists, which tolerates every taint"
 * @cel toleration-value at=value "!has(self.operator) || self.operator != 'Exists' || !has(self.value) || self.value == ''" "Exists takes no value"
 * @cel toleration-seconds at=tolerationSeconds "!has(self.tolerationSeconds) || (has(self.effect) && self.effect == 'NoExecute')" "tolerationSeconds is for the effect NoExecute"
 */
export interface Toleration {
  /** Key of the taint; every taint when absent. */
  readonly key?: QualifiedName;
  /** `Equal` (the default) compares the value. */
  readonly operator?: "Exists" | "Equal";
  /** Value of the taint. */
  readonly value?: LabelValue;
  /** Effect of the taint; every effect when absent. */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  /** Seconds the pod stays on the node once tainted; for ever when absent. */
  readonly tolerationSeconds?: Int64;
}

/** How pods spread over a topology; https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
export interface TopologySpreadConstraint {
  /**
   * Largest allowed difference of the number of pods between two domains.
   * @format int32
   * @minimum 1
   * @maximum 100
   */
  readonly maxSkew: number;
  /** Label of the nodes that names the domain, for example `topology.kubernetes.io/zone`. */
  readonly topologyKey: QualifiedName;
  /** What happens when the constraint cannot hold. */
  readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
  /** Which pods count; the cluster's own members when absent. */
  readonly labelSelector?: LabelSelector;
  /**
   * Fewest domains to spread over; only with `DoNotSchedule`.
   * @format int32
   * @minimum 1
   * @maximum 100
   */
  readonly minDomains?: number;
  /** Whether node affinity and node selector limit the domains. */
  readonly nodeAffinityPolicy?: "Honor" | "Ignore";
  /** Whether taints limit the domains. */
  readonly nodeTaintsPolicy?: "Honor" | "Ignore";
  /**
   * Keys of the pod's own labels that the counted pods have to share.
   * @maxItems 8
   * @listType set
   */
  readonly matchLabelKeys?: readonly QualifiedName[];
}
