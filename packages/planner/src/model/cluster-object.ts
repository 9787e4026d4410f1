import { API_VERSION, CLUSTER_KIND, type ClusterSpec } from "@grampus/api";
import { count, fresh, freshUuid, type World } from "./world.ts";

/** Creates the Cluster: `orders` in namespace `shop` unless it is given. */
export function createCluster(world: World, spec: ClusterSpec, name = "orders", namespace = "shop"): void {
  if (world.claims.size === 0) world.acknowledged = [];
  world.api.cluster = {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: {
      name,
      namespace,
      uid: freshUuid(world),
      resourceVersion: String(fresh(world)),
      generation: 1,
      finalizers: [],
    },
    spec,
    status: { observedGeneration: -1 },
  };
  count(world, "create cluster");
}

/** Changes the spec, as a person or a GitOps tool does. */
export function changeSpec(world: World, change: (spec: ClusterSpec) => ClusterSpec): void {
  const { cluster } = world.api;
  if (cluster === undefined || cluster.metadata.deletionTimestamp !== undefined) return;
  const metadata = {
    ...cluster.metadata,
    generation: (cluster.metadata.generation ?? 0) + 1,
    resourceVersion: String(fresh(world)),
  };
  world.api.cluster = { ...cluster, metadata, spec: change(cluster.spec ?? {}) };
  count(world, "change spec");
}

/** Deletes the Cluster; its finalizer decides when it goes. */
export function deleteCluster(world: World): void {
  const { cluster } = world.api;
  if (cluster === undefined || cluster.metadata.deletionTimestamp !== undefined) return;
  const metadata = {
    ...cluster.metadata,
    deletionTimestamp: "2026-01-01T00:00:00Z",
    resourceVersion: String(fresh(world)),
  };
  const isHeld = (cluster.metadata.finalizers ?? []).length > 0;
  world.api.cluster = isHeld ? { ...cluster, metadata } : undefined;
  count(world, "delete cluster");
}
