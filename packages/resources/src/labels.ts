import {
  API_VERSION,
  CLUSTER_KIND,
  CLUSTER_LABEL,
  type Cluster,
  MANAGED_BY,
  RECOMMENDED_LABELS,
} from "@grampus/api";
import type { OwnerReference } from "./kubernetes/object.ts";

/** Labels that select the members of a cluster: they never change. */
export function selectorLabels(cluster: string): Readonly<Record<string, string>> {
  return { [CLUSTER_LABEL]: cluster, [RECOMMENDED_LABELS.component]: "member" };
}

/** Labels of every object of a cluster. */
export function objectLabels(cluster: string): Readonly<Record<string, string>> {
  return {
    [RECOMMENDED_LABELS.name]: "mysql",
    [RECOMMENDED_LABELS.instance]: cluster,
    [RECOMMENDED_LABELS.managedBy]: MANAGED_BY,
    [CLUSTER_LABEL]: cluster,
  };
}

/** The Cluster as controlling owner: what it owns goes with it. `undefined` before the API server gave it a uid. */
export function ownerReference(cluster: Cluster): OwnerReference | undefined {
  const { name, uid } = cluster.metadata;
  return uid === undefined
    ? undefined
    : { apiVersion: API_VERSION, kind: CLUSTER_KIND, name, uid, controller: true, blockOwnerDeletion: true };
}
