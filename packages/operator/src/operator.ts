import { CLUSTER_LABEL, MANAGED_BY } from "@grampus/api";
import type { Configuration } from "./configuration.ts";
import { errorText } from "./fault.ts";
import { type Caches, createCaches, learnWrite } from "./kube/caches.ts";
import { kubeClient } from "./kube/client.ts";
import type { KubeConnection } from "./kube/connection.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { emptyState, type ReconcileState } from "./observe/reconcile-state.ts";
import { eventRecorder } from "./perform/cluster-events.ts";
import { type ReconcilePorts, reconcile } from "./reconcile/reconcile.ts";
import { WorkQueue } from "./reconcile/work-queue.ts";

/** The working half of the operator: caches, queue and the rounds, for as long as it runs. */
export interface Operator {
  /** Whether all caches are filled. */
  readonly synced: () => boolean;
  /** Milliseconds since the cache that heard least from the API server heard from it. */
  readonly silence: () => number;
  /** Begins to act on clusters. */
  start(): void;
  /** Lets the rounds that go on end, starts no others, closes every session. */
  stop(): Promise<void>;
}

/** What the operator runs on. */
export interface OperatorPorts {
  readonly connection: KubeConnection;
  readonly configuration: Configuration;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly signal: AbortSignal;
}

const SPACING = 50;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

function queueKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Watches at once; acts on clusters after `start`. */
export function createOperator({ connection, configuration, log, metrics, signal }: OperatorPorts): Operator {
  const client = kubeClient(connection, MANAGED_BY, (kind, object) => learnWrite(caches, kind, object));
  const memories = new Map<string, { readonly uid: string | undefined; readonly memory: ReconcileState }>();
  let acting = false;

  const caches: Caches = createCaches(connection, configuration.watchedNamespace, {
    onCluster: (namespace, name) => {
      if (acting && caches.clusters.find(namespace, name) !== undefined) queue.add(queueKey(namespace, name));
    },
    onNode: (node) => {
      for (const pod of caches.pods.all()) {
        if (pod.spec?.nodeName !== node) continue;
        const cluster = pod.metadata.labels?.[CLUSTER_LABEL];
        if (acting && cluster !== undefined) queue.add(queueKey(pod.metadata.namespace ?? "", cluster));
      }
    },
    onTrouble: (message) => {
      metrics.watchTroubles.inc();
      log("warn", message);
    },
  });
  const all = Object.values(caches);

  const ports: ReconcilePorts = {
    connection,
    client,
    caches,
    platform: configuration.platform,
    log,
    metrics,
    tell: eventRecorder(client, configuration.identity, Date.now, (error) =>
      log("debug", `an Event was not written: ${errorText(error)}`),
    ),
    now: Date.now,
    random: Math.random,
    mayAct: () => acting && !signal.aborted,
  };

  function memoryOf(key: string, uid: string | undefined): ReconcileState {
    const known = memories.get(key);
    if (known?.uid === uid && known !== undefined) return known.memory;
    known?.memory.sessions.close();
    const memory = emptyState(client, () => queue.add(key));
    memories.set(key, { uid, memory });
    return memory;
  }

  function forget(key: string): void {
    memories.get(key)?.memory.sessions.close();
    memories.delete(key);
  }

  const queue: WorkQueue = new WorkQueue({
    workers: configuration.workers,
    spacing: SPACING,
    firstPause: FIRST_PAUSE,
    longestPause: LONGEST_PAUSE,
    now: Date.now,
    random: Math.random,
    onFailure: (key, error, pause) => {
      metrics.failures.inc();
      log("warn", `round failed: ${errorText(error)}`, { cluster: key, pause: Math.round(pause) });
    },
    work: async (key) => {
      const [namespace = "", name = ""] = key.split("/");
      const cluster = caches.clusters.find(namespace, name);
      metrics.clusters.set(caches.clusters.size);
      if (cluster === undefined) {
        forget(key);
        return {};
      }
      const outcome = await reconcile(namespace, name, memoryOf(key, cluster.metadata.uid), ports);
      if (outcome.kind === "again") return { again: outcome.after };
      forget(key);
      return {};
    },
  });

  for (const cache of all) void cache.run(signal);
  return {
    synced: () => all.every(({ synced }) => synced),
    silence: () => Date.now() - Math.min(...all.map(({ lastHeard }) => lastHeard)),
    start() {
      acting = true;
      metrics.leader.set(1);
      for (const { metadata } of caches.clusters.all()) {
        queue.add(queueKey(metadata.namespace ?? "", metadata.name));
      }
    },
    async stop() {
      acting = false;
      metrics.leader.set(0);
      await queue.stop();
      for (const key of [...memories.keys()]) forget(key);
    },
  };
}
