import type { DnsSubdomain, LabelValue, NamespaceName, QualifiedName } from "./scalars.ts";
import type { LabelSelector } from "./selectors.ts";

/**
 * One requirement on a node's label.
 *
 * @cel node-values at=values "self.operator in ['In', 'NotIn'] ? has(self.values) && size(self.values) > 0 : self.operator in ['Gt', 'Lt'] ? has(self.values) && size(self.values) == 1 : !has(self.values) || size(self.values) == 0" "In and NotIn need at least one value, Gt and Lt exactly one; Exists and DoesNotExist take none"
 */
export interface NodeSelectorRequirement {
  /** Key of the label. */
  readonly key: QualifiedName;
  /** How the label relates to the values; `Gt` and `Lt` compare integers. */
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist" | "Gt" | "Lt";
  /**
   * Values; none for `Exists` and `DoesNotExist`, one for `Gt` and `Lt`.
   * @maxItems 32
   */
  readonly values?: readonly LabelValue[];
}

/** A requirement on a node's name, the only field that Kubernetes selects nodes by. */
export interface NodeFieldRequirement {
  /** Name of the field. */
  readonly key: "metadata.name";
  /** Whether the node is the one that is named, or not. */
  readonly operator: "In" | "NotIn";
  /**
   * Name of the node.
   * @minItems 1
   * @maxItems 1
   */
  readonly values: readonly DnsSubdomain[];
}

/** Requirements on a node that have to hold together. */
export interface NodeSelectorTerm {
  /**
   * Requirements on labels.
   * @maxItems 16
   */
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
  /**
   * Requirements on the node's name.
   * @maxItems 16
   */
  readonly matchFields?: readonly NodeFieldRequirement[];
}

/** Terms of which one has to hold. */
export interface NodeSelector {
  /**
   * The terms.
   * @minItems 1
   * @maxItems 16
   */
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
}

/** A term with a weight. */
export interface PreferredSchedulingTerm {
  /**
   * Weight of the term.
   * @format int32
   * @minimum 1
   * @maximum 100
   */
  readonly weight: number;
  /** The term. */
  readonly preference: NodeSelectorTerm;
}

/** Which nodes a pod goes to. */
export interface NodeAffinity {
  /** What a node must have. */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector;
  /**
   * What a node should have.
   * @maxItems 16
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly PreferredSchedulingTerm[];
}

/**
 * Which pods a pod goes to, or keeps away from.
 *
 * @cel label-keys at=labelSelector "has(self.labelSelector) || ((!has(self.matchLabelKeys) || size(self.matchLabelKeys) == 0) && (!has(self.mismatchLabelKeys) || size(self.mismatchLabelKeys) == 0))" "matchLabelKeys and mismatchLabelKeys add to a labelSelector, which is missing"
 */
export interface PodAffinityTerm {
  /** Selects the other pods by label. */
  readonly labelSelector?: LabelSelector;
  /** Selects the namespaces of the other pods by label. */
  readonly namespaceSelector?: LabelSelector;
  /**
   * Namespaces of the other pods; the pod's own when neither this nor the selector is given.
   * @maxItems 16
   */
  readonly namespaces?: readonly NamespaceName[];
  /** Label of the nodes that says what "together" means, for example `kubernetes.io/hostname`. */
  readonly topologyKey: QualifiedName;
  /**
   * Keys of the pod's own labels that the other pods have to share.
   * @maxItems 8
   * @listType set
   */
  readonly matchLabelKeys?: readonly QualifiedName[];
  /**
   * Keys of the pod's own labels that the other pods must not share.
   * @maxItems 8
   * @listType set
   */
  readonly mismatchLabelKeys?: readonly QualifiedName[];
}

/** A pod term with a weight. */
export interface WeightedPodAffinityTerm {
  /**
   * Weight of the term.
   * @format int32
   * @minimum 1
   * @maximum 100
   */
  readonly weight: number;
  /** The term. */
  readonly podAffinityTerm: PodAffinityTerm;
}

/** Pods to be near to. */
export interface PodAffinity {
  /**
   * What must hold.
   * @maxItems 16
   */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  /**
   * What should hold.
   * @maxItems 16
   */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly WeightedPodAffinityTerm[];
}

/** Where pods may go; https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/ */
export interface Affinity {
  /** Which nodes. */
  readonly nodeAffinity?: NodeAffinity;
  /** Near which pods. */
  readonly podAffinity?: PodAffinity;
  /** Away from which pods. */
  readonly podAntiAffinity?: PodAffinity;
}
