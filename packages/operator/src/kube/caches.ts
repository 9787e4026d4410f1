import { CLUSTER_LABEL, type Cluster } from "@grampus/api";
import type { KubeConnection } from "./connection.ts";
import { type KeptKind, keptPart } from "./kept.ts";
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
} from "./kinds.ts";
import type { KubeObject, ResourceKind } from "./objects.ts";
import { type CacheChange, ResourceCache } from "./resource-cache.ts";

/** All kinds the operator watches. Secrets are not among them: they are read one by one, by name. */
export interface Caches {
  readonly clusters: ResourceCache<Cluster>;
  readonly pods: ResourceCache<Pod>;
  readonly statefulSets: ResourceCache<StoredStatefulSet>;
  readonly claims: ResourceCache<Claim>;
  readonly services: ResourceCache<KubeObject>;
  readonly configMaps: ResourceCache<StoredConfigMap>;
  readonly disruptionBudgets: ResourceCache<KubeObject>;
  readonly nodes: ResourceCache<Node>;
}

/** What the caches tell. */
export interface CacheListener {
  /** A Cluster, or an object that carries its label, changed or went. */
  readonly onCluster: (namespace: string, name: string) => void;
  readonly onNode: (name: string) => void;
  readonly onTrouble: (message: string) => void;
}

/** Key of a cluster's objects in the caches. */
export function groupKey(namespace: string, cluster: string): string {
  return `${namespace}/${cluster}`;
}

/** Caches for all namespaces, or for one. */
export function createCaches(
  connection: KubeConnection,
  namespace: string | undefined,
  listener: CacheListener,
): Caches {
  const shared = { onTrouble: listener.onTrouble, random: Math.random };

  function kept<T extends KubeObject>(kind: KeptKind) {
    return { ...shared, kept: (object: T) => keptPart(kind, object) };
  }

  function labelled<T extends KubeObject>(name: KeptKind, kind: ResourceKind<T>): ResourceCache<T> {
    const clusterOf = ({ metadata }: T) => metadata.labels?.[CLUSTER_LABEL];
    return new ResourceCache(connection, kind, {
      ...kept<T>(name),
      scope: { namespace, labelSelector: CLUSTER_LABEL },
      groupOf: (object) => groupKey(object.metadata.namespace ?? "", clusterOf(object) ?? ""),
      onChange: ({ object }) => listener.onCluster(object.metadata.namespace ?? "", clusterOf(object) ?? ""),
    });
  }

  return {
    clusters: new ResourceCache(connection, CLUSTERS, {
      ...kept<Cluster>("clusters"),
      scope: { namespace },
      onChange: ({ object }: CacheChange<Cluster>) =>
        listener.onCluster(object.metadata.namespace ?? "", object.metadata.name),
    }),
    pods: labelled("pods", PODS),
    statefulSets: labelled("statefulSets", STATEFUL_SETS),
    claims: labelled("claims", CLAIMS),
    services: labelled("services", SERVICES),
    configMaps: labelled("configMaps", CONFIG_MAPS),
    disruptionBudgets: labelled("disruptionBudgets", DISRUPTION_BUDGETS),
    nodes: new ResourceCache(connection, NODES, {
      ...kept<Node>("nodes"),
      scope: {},
      onChange: ({ object }: CacheChange<Node>) => listener.onNode(object.metadata.name),
    }),
  };
}

/**
 * Gives the caches what a write answered, so that the next look does not see the world before it. An answer is learned
 * only by the cache of its kind, and only for an object it knows.
 */
export function learnWrite(caches: Caches, kind: ResourceKind<KubeObject>, object: KubeObject): void {
  const { metadata } = object;
  const learned = { ...object, apiVersion: kind.apiVersion, kind: kind.kind };
  for (const cache of Object.values(caches)) {
    if (cache.plural === kind.plural) cache.learn({ ...learned, metadata });
  }
}
