import { type ClusterSpec, seriesOf } from "@grampus/api";
import { type ClusterObjects, clusterObjects } from "@grampus/resources";
import type { ClusterView } from "../view/cluster-view.ts";

interface Built {
  readonly key: string;
  readonly objects: ClusterObjects;
}

const built = new WeakMap<ClusterSpec, Built>();

/**
 * The objects as they should be. Building them hashes some 20 kB, so the last result is kept for as long as the spec
 * is the same object; that changes nothing but time.
 */
export function desiredObjects(view: ClusterView, replicas: number): ClusterObjects | undefined {
  const { cluster, spec, identity, observation } = view;
  const series = seriesOf(spec.version ?? "");
  if (series === undefined || identity === undefined) return undefined;
  const { platform, userConfig } = observation;
  const { uid, name, namespace } = cluster.metadata;
  const key = JSON.stringify([uid, name, namespace, identity.groupName, replicas, platform, userConfig]);
  const known = built.get(spec);
  if (known?.key === key) return known.objects;
  const objects = clusterObjects({
    cluster,
    series,
    groupName: identity.groupName,
    replicas,
    platform,
    ...(userConfig.kind === "text" ? { userConfiguration: userConfig.text } : {}),
  });
  built.set(spec, { key, objects });
  return objects;
}
