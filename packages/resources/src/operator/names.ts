import { MANAGED_BY, RECOMMENDED_LABELS } from "@grampus/api";

/** The Namespace the operator runs in. */
export const OPERATOR_NAMESPACE = "grampus-system";

/** Name of the operator's Deployment, ServiceAccount, roles and Lease. */
export const OPERATOR_NAME = "grampus-operator";

/** Repository of the operator's image; the tag is the version of the package. */
export const OPERATOR_REPOSITORY = "ghcr.io/grampus/grampus-operator";

/** Labels that select the operator's pods. */
export function operatorSelector(): Readonly<Record<string, string>> {
  return { [RECOMMENDED_LABELS.name]: OPERATOR_NAME };
}

/** Labels of every object of the operator. */
export function operatorLabels(): Readonly<Record<string, string>> {
  return {
    ...operatorSelector(),
    [RECOMMENDED_LABELS.partOf]: "grampus",
    [RECOMMENDED_LABELS.managedBy]: MANAGED_BY,
  };
}
