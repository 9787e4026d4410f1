import type { Labels, LabelValue, QualifiedName } from "./scalars.ts";

/**
 * One requirement on a label.
 *
 * @cel values-match-operator at=values "self.operator in ['In', 'NotIn'] ? has(self.values) && size(self.values) > 0 : !has(self.values) || size(self.values) == 0" "values are for In and NotIn, which need at least one; Exists and DoesNotExist take none"
 */
export interface LabelSelectorRequirement {
  /** Key of the label. */
  readonly key: QualifiedName;
  /** How the label relates to the values. */
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  /**
   * Values, for `In` and `NotIn`.
   * @maxItems 8
   */
  readonly values?: readonly LabelValue[];
}

/** Selects objects by their labels; every requirement has to hold. */
export interface LabelSelector {
  /** Labels with exactly these values. */
  readonly matchLabels?: Labels;
  /**
   * Requirements on labels.
   * @maxItems 8
   */
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}
