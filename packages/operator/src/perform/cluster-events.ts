import { CLUSTER_KIND, type Cluster } from "@grampus/api";
import type { KubeClient } from "../kube/client.ts";
import { EVENTS } from "../kube/kinds.ts";
import { EVENT_QUIET_MS } from "../timing.ts";

/** An Event about a Cluster. */
export interface ClusterEvent {
  readonly type: "Normal" | "Warning";
  /** One word in CamelCase. */
  readonly reason: string;
  readonly message: string;
}

const LONGEST_MESSAGE = 1024;

/** Tells of what happens to clusters through Events, each at most once in ten minutes. Never throws. */
export function eventRecorder(
  client: KubeClient,
  instance: string,
  now: () => number,
  onTrouble: (error: unknown) => void,
): (cluster: Cluster, event: ClusterEvent) => void {
  const told = new Map<string, number>();
  return (cluster, { type, reason, message }) => {
    const { name, namespace = "default", uid, resourceVersion } = cluster.metadata;
    const at = now();
    for (const [key, time] of told) {
      if (at - time <= EVENT_QUIET_MS) break;
      told.delete(key);
    }
    const key = `${uid} ${reason} ${message}`;
    if (told.has(key)) return;
    told.set(key, at);
    const time = new Date(at).toISOString();
    const body = {
      apiVersion: EVENTS.apiVersion,
      kind: EVENTS.kind,
      metadata: { generateName: `${name}.`, namespace },
      involvedObject: {
        apiVersion: cluster.apiVersion,
        kind: CLUSTER_KIND,
        name,
        namespace,
        uid,
        resourceVersion,
      },
      type,
      reason,
      message: message.slice(0, LONGEST_MESSAGE),
      source: { component: "grampus-operator" },
      reportingComponent: "grampus-operator",
      reportingInstance: instance,
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    };
    client.create(EVENTS, namespace, body).catch(onTrouble);
  };
}
