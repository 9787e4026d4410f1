/** What differs between Kubernetes clusters, and the operator is told. */
export interface Platform {
  /** `openshift` assigns user and group ids itself: pods then ask for none. */
  readonly kind: "kubernetes" | "openshift";
  /** Domain of the cluster's DNS; `cluster.local` nearly everywhere. */
  readonly clusterDomain: string;
}

/** Plain Kubernetes with its usual DNS domain. */
export const DEFAULT_PLATFORM: Platform = { kind: "kubernetes", clusterDomain: "cluster.local" };
