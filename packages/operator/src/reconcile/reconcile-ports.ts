import type { Cluster } from "@grampus/api";
import type { Platform } from "@grampus/resources";
import type { Caches } from "../kube/caches.ts";
import type { KubeClient } from "../kube/client.ts";
import type { KubeConnection } from "../kube/connection.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { ConnectMember } from "../mysql/member-connection.ts";
import type { ClusterEvent } from "../perform/cluster-events.ts";
import type { RestartTurns } from "../rollout/restart-turns.ts";

/** What reconciling needs of the world. */
export interface ReconcilePorts {
  readonly connection: KubeConnection;
  readonly client: KubeClient;
  readonly caches: Caches;
  readonly connectMember: ConnectMember;
  readonly platform: Platform;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tell: (cluster: Cluster, event: ClusterEvent) => void;
  readonly now: () => number;
  readonly random: () => number;
  /** Whether the process may still act: its Lease is held and it is not shutting down. */
  readonly mayAct: () => boolean;
  /** Whose turn it is to restart members for a new operator. */
  readonly turns: RestartTurns;
  /** Asks for a round of a cluster at once, by its key. */
  readonly wake: (key: string) => void;
}
