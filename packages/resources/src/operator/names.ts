/** The Namespace the operator runs in. */
export const OPERATOR_NAMESPACE = "grampus-system";

/** Name of the operator's Deployment, ServiceAccount, roles and Lease. */
export const OPERATOR_NAME = "grampus-operator";

/** Repository of the operator's image; the tag is the version of the package. */
export const OPERATOR_REPOSITORY = "ghcr.io/grampus/grampus-operator";
