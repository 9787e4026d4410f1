import type { Cluster } from "@grampus/api";
import type { Metadata } from "../kubernetes/object.ts";
import { objectLabels, ownerReference } from "../labels.ts";

/** Metadata of an object that goes with its Cluster. */
export function clusterMetadata(
  cluster: Cluster,
  name: string,
  annotations?: Readonly<Record<string, string>>,
): Metadata {
  const owner = ownerReference(cluster);
  return {
    name,
    ...(cluster.metadata.namespace === undefined ? {} : { namespace: cluster.metadata.namespace }),
    labels: objectLabels(cluster.metadata.name),
    ...(annotations === undefined ? {} : { annotations }),
    ...(owner === undefined ? {} : { ownerReferences: [owner] }),
  };
}
