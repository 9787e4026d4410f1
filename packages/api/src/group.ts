/** The API group: the archived operator's, whose `Cluster` shape Grampus implements. */
export const GROUP = "mysql.oracle.com";

/** The only served and stored version. */
export const VERSION = "v1alpha1";

/** `apiVersion` of every object of this API. */
export const API_VERSION = `${GROUP}/${VERSION}` as const;

/** `kind` of a MySQL cluster. */
export const CLUSTER_KIND = "Cluster";

/** Kinds whose objects `validate` and `validateTransition` take. */
export type Kind = typeof CLUSTER_KIND;
