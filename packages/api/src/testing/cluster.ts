import type { Cluster } from "../cluster.ts";
import type { ClusterSpec } from "../cluster-spec.ts";
import { API_VERSION, CLUSTER_KIND } from "../group.ts";

/** A cluster called `orders` with this spec. */
export function cluster(spec: ClusterSpec = {}): Cluster {
  return { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name: "orders" }, spec };
}

/** The same with a spec no type checker has seen. */
export function untypedCluster(spec: unknown): unknown {
  return { ...cluster(), spec };
}
