import { API_VERSION, CLUSTER_KIND, type Cluster, type ClusterSpec } from "@grampus/api";
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

/** Gives up members whose volume is lost for good, and takes the word back once their claim is a new one. */
export function answerForLostVolumes(world: World): void {
  for (const uid of world.lostClaims) {
    if (![...world.claims.values()].some((claim) => claim.uid === uid)) world.lostClaims.delete(uid);
  }
  const lost = [...world.claims.values()]
    .filter(({ uid }) => world.lostClaims.has(uid))
    .map(({ member }) => member);
  const given = world.api.cluster?.spec?.abandonedMembers ?? [];
  if (lost.length === given.length && lost.every((member) => given.includes(member))) return;
  changeSpec(world, ({ abandonedMembers, ...spec }) =>
    lost.length === 0 ? spec : { ...spec, members: Math.max(spec.members ?? 3, 2), abandonedMembers: lost },
  );
}

/** Deletes the Cluster; its finalizer decides when it goes. */
function deleteCluster(world: World): void {
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
  if (kind < 4) changeSpec(world, (spec) => ({ ...spec, members: random.pick([1, 2, 3, 3, 5]) ?? 3 }));
  else if (kind < 7) {
    const value = random.between(100, 500);
    changeSpec(world, (spec) => ({
      ...spec,
      variables: random.chance(0.2) ? {} : { ...spec.variables, max_connections: value },
    }));
  } else if (kind < 9) {
    const value = random.between(2, 9);
    changeSpec(world, (spec) => ({ ...spec, variables: { ...spec.variables, ft_min_word_len: value } }));
  } else {
    if (random.chance(0.3)) changeSpec(world, (spec) => ({ ...spec, deletionPolicy: "Delete" }));
    deleteCluster(world);
  }
}
