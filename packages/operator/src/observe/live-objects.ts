import { CLUSTER_LABEL, type Cluster, MOST_MEMBERS } from "@grampus/api";
import { claimName, identityName, memberName } from "@grampus/resources";
import { type Caches, groupKey } from "../kube/caches.ts";
import type { KubeClient, ObjectList } from "../kube/client.ts";
import type { KubeConnection } from "../kube/connection.ts";
import {
  CLAIMS,
  CLUSTERS,
  type Claim,
  CONFIG_MAPS,
  DISRUPTION_BUDGETS,
  NODES,
  type Node,
  PODS,
  type Pod,
  SERVICES,
  STATEFUL_SETS,
  type StoredConfigMap,
  type StoredStatefulSet,
} from "../kube/kinds.ts";
import { type KubeObject, type ResourceKind, resourcePath } from "../kube/objects.ts";
import { readIdentity } from "./identity-record.ts";

/** The Kubernetes objects of one cluster at one time. */
export interface LiveObjects {
  readonly cluster: Cluster;
  readonly statefulSets: readonly StoredStatefulSet[];
  readonly pods: readonly Pod[];
  readonly claims: readonly Claim[];
  readonly services: readonly KubeObject[];
  readonly configMaps: readonly StoredConfigMap[];
  readonly disruptionBudgets: readonly KubeObject[];
  /** Nodes the pods are assigned to; those that do not exist are absent. */
  readonly nodes: readonly Node[];
}

function nodeNames(pods: readonly Pod[]): readonly string[] {
  return [...new Set(pods.flatMap(({ spec }) => (spec?.nodeName === undefined ? [] : [spec.nodeName])))];
}

/** The world as the caches know it; nothing when the cluster is gone. */
export function cachedObjects(caches: Caches, namespace: string, name: string): LiveObjects | undefined {
  const cluster = caches.clusters.find(namespace, name);
  if (cluster === undefined) return undefined;
  const key = groupKey(namespace, name);
  const pods = caches.pods.group(key);
  return {
    cluster,
    statefulSets: caches.statefulSets.group(key),
    pods,
    claims: caches.claims.group(key),
    services: caches.services.group(key),
    configMaps: caches.configMaps.group(key),
    disruptionBudgets: caches.disruptionBudgets.group(key),
    nodes: nodeNames(pods).flatMap((node) => caches.nodes.find("", node) ?? []),
  };
}

/**
 * Claims that members would use, and that do not have the cluster's label: of a StatefulSet of before, or restored from
 * a backup. They may hold data, so a record that is made has to know of them.
 */
async function claimsByName(
  client: KubeClient,
  cluster: Cluster,
  known: readonly Claim[],
): Promise<readonly Claim[]> {
  const { name, namespace } = cluster.metadata;
  const names = Array.from({ length: MOST_MEMBERS }, (_, ordinal) =>
    claimName(cluster, memberName(name, ordinal)),
  );
  const missing = names.filter((one) => !known.some(({ metadata }) => metadata.name === one));
  const found = await Promise.all(missing.map((one) => client.find(CLAIMS, { namespace, name: one })));
  return found.filter((claim) => claim !== undefined);
}

function mounts({ spec }: Pod, claim: string): boolean {
  return spec?.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === claim) === true;
}

/**
 * The same, with pods of members that lost the cluster's label, and that no watch shows for that: those that the record
 * names, that are not seen, and that use the member's own volume.
 */
export async function withStrayPods(objects: LiveObjects, client: KubeClient): Promise<LiveObjects> {
  const { cluster, pods, configMaps } = objects;
  const { name, namespace } = cluster.metadata;
  const identity = readIdentity(configMaps.find(({ metadata }) => metadata.name === identityName(name)));
  if (identity.kind !== "found" || !identity.record.initialised) return objects;
  const unseen = identity.record.members.filter((one) => pods.every(({ metadata }) => metadata.name !== one));
  const found = await Promise.all(unseen.map((one) => client.find(PODS, { namespace, name: one })));
  const stray = found.filter(
    (pod) =>
      pod !== undefined &&
      pod.metadata.labels?.[CLUSTER_LABEL] !== name &&
      mounts(pod, claimName(cluster, pod.metadata.name)),
  );
  return { ...objects, pods: [...pods, ...stray.filter((pod) => pod !== undefined)] };
}

/** The world as the API server has it now; nothing when the cluster is gone. */
export async function liveObjects(
  connection: KubeConnection,
  client: KubeClient,
  namespace: string,
  name: string,
): Promise<LiveObjects | undefined> {
  async function labelled<T extends KubeObject>(kind: ResourceKind<T>): Promise<readonly T[]> {
    const list: ObjectList<T> = await connection.send({
      method: "GET",
      path: resourcePath(kind, { namespace }),
      query: { labelSelector: `${CLUSTER_LABEL}=${name}` },
    });
    return list.items.map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }));
  }
  const [cluster, statefulSets, pods, claims, services, configMaps, disruptionBudgets] = await Promise.all([
    client.find(CLUSTERS, { namespace, name }),
    labelled(STATEFUL_SETS),
    labelled(PODS),
    labelled(CLAIMS),
    labelled(SERVICES),
    labelled(CONFIG_MAPS),
    labelled(DISRUPTION_BUDGETS),
  ]);
  if (cluster === undefined) return undefined;
  const isRecorded = configMaps.some(({ metadata }) => metadata.name === identityName(name));
  const unlabelled = isRecorded ? [] : await claimsByName(client, cluster, claims);
  const nodes = await Promise.all(nodeNames(pods).map((node) => client.find(NODES, { name: node })));
  return {
    cluster,
    statefulSets,
    pods,
    claims: [...claims, ...unlabelled],
    services,
    configMaps,
    disruptionBudgets,
    nodes: nodes.filter((node) => node !== undefined),
  };
}
