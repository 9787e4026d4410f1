import { CLUSTER_LABEL, MANAGED_BY } from "@grampus/api";
import type { Configuration } from "./configuration.ts";
import { objectKey } from "./controller.ts";
import { clusterController } from "./controllers/cluster.ts";
import { errorText } from "./fault.ts";
import { type Caches, createCaches, learnWrite } from "./kube/caches.ts";
import { kubeClient } from "./kube/client.ts";
import type { KubeConnection } from "./kube/connection.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { ConnectMember } from "./mysql/member-connection.ts";
import { eventRecorder } from "./perform/cluster-events.ts";

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
  readonly connectMember: ConnectMember;
  readonly configuration: Configuration;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly signal: AbortSignal;
}

/** Watches at once; acts on clusters after `start`. */
export function createOperator(ports: OperatorPorts): Operator {
  const { connection, connectMember, configuration, log, metrics, signal } = ports;
  const client = kubeClient(connection, MANAGED_BY, (kind, object) => learnWrite(caches, kind, object));
  let acting = false;

  const caches: Caches = createCaches(connection, configuration.watchedNamespace, {
    onCluster: (namespace, name) => {
      if (caches.clusters.find(namespace, name) !== undefined) clusters.add(objectKey(namespace, name));
    },
    onNode: (node) => {
      for (const pod of caches.pods.all()) {
        if (pod.spec?.nodeName !== node) continue;
        const cluster = pod.metadata.labels?.[CLUSTER_LABEL];
        if (cluster !== undefined) clusters.add(objectKey(pod.metadata.namespace ?? "", cluster));
      }
    },
    onTrouble: (message) => {
      metrics.watchTroubles.inc();
      log("warn", message);
    },
  });
  const all = Object.values(caches);

  const clusters = clusterController({
    workers: configuration.workers,
    restartingClusters: configuration.restartingClusters,
    ports: {
      connection,
      client,
      caches,
      connectMember,
      platform: configuration.platform,
      log,
      metrics,
      tell: eventRecorder(client, configuration.identity, Date.now, (error) =>
        log("debug", `an Event was not written: ${errorText(error)}`),
      ),
      now: Date.now,
      random: Math.random,
      mayAct: () => acting && !signal.aborted,
    },
  });

  for (const cache of all) void cache.run(signal);
  return {
    synced: () => all.every(({ synced }) => synced),
    silence: () => Date.now() - Math.min(...all.map(({ lastHeard }) => lastHeard)),
    start() {
      acting = true;
      metrics.leader.set(1);
      clusters.start(
        [...caches.clusters.all()].map(({ metadata }) => objectKey(metadata.namespace ?? "", metadata.name)),
      );
    },
    async stop() {
      acting = false;
      metrics.leader.set(0);
      await clusters.stop();
    },
  };
}
