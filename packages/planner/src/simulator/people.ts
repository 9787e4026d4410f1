import { API_VERSION, CLUSTER_KIND, type Cluster, type ClusterSpec } from "@grampus/api";
import { count, fresh, freshUuid, type World } from "./world.ts";

/** Creates the Cluster. */
export function createCluster(world: World, members: number): void {
  world.api.cluster = {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: {
      name: "orders",
      namespace: "shop",
      uid: freshUuid(world),
      resourceVersion: String(fresh(world)),
      generation: 1,
      finalizers: [],
    },
    spec: { members },
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
  const deleted: Cluster = {
    ...cluster,
    metadata: {
      ...cluster.metadata,
      deletionTimestamp: "2026-01-01T00:00:00Z",
      resourceVersion: String(fresh(world)),
    },
  };
  world.api.cluster = (cluster.metadata.finalizers ?? []).length === 0 ? undefined : deleted;
  count(world, "delete cluster");
}

/** A change of the spec, chosen by chance. */
export function changeSomething(world: World): void {
  const { random } = world;
  const kind = random.between(0, 9);
  if (kind < 4) changeSpec(world, (spec) => ({ ...spec, members: random.pick([1, 3, 3, 5]) ?? 3 }));
  else if (kind < 7) {
    const value = random.between(100, 500);
    changeSpec(world, (spec) => ({
      ...spec,
      variables: random.chance(0.2) ? {} : { ...spec.variables, max_connections: value },
    }));
  } else if (kind < 9) {
    const value = random.between(2, 9);
    changeSpec(world, (spec) => ({ ...spec, variables: { ...spec.variables, ft_min_word_len: value } }));
  } else deleteCluster(world);
}
