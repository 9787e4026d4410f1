import type { ClusterDefinition } from "./cluster.ts";
import type { OverriddenCluster } from "./override.ts";

/** Why a cluster ends in an environment, and what becomes of its data. */
export interface Retirement {
  /** The reason. It stands on the Cluster as an annotation, for whoever finds it there unprotected. */
  readonly because: string;
  /** Whether volumes, accounts and certificates stay in Kubernetes when the Cluster is deleted, or go with it. */
  readonly data: "retain" | "delete";
}

/** A cluster that ends in one environment. */
export interface RetiredCluster {
  readonly kind: "retired";
  readonly cluster: ClusterDefinition | OverriddenCluster;
  readonly retirement: Retirement;
}

/**
 * Says that a cluster ends in an environment: the first of two steps. The cluster runs on as it is, without what protects it
 * from being deleted. Once that is committed and applied, it may be left out of `clusters`: Argo CD or Flux then deletes it,
 * and its data stays or goes as said here. Written around everything else: `retire(override(...), ...)`.
 *
 * @example
 * clusters: { orders: retire(orders, { because: "replaced by shop, OPS-123", data: "retain" }) }
 */
export function retire(
  cluster: ClusterDefinition | OverriddenCluster,
  retirement: Retirement,
): RetiredCluster {
  return { kind: "retired", cluster, retirement };
}
