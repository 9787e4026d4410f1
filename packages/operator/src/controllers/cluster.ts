import { type Cluster, REVISION_ANNOTATION } from "@grampus/api";
import { type Controller, createController, objectKey } from "../controller.ts";
import { type Caches, groupKey } from "../kube/caches.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import type { ReconcilePorts } from "../reconcile/reconcile-ports.ts";
import { emptyState } from "../reconcile/reconcile-state.ts";
import { type RestartTurns, restartTurns } from "../rollout/restart-turns.ts";

/** Clusters whose pods were made from more than one template: some members were restarted, and some are to be. */
function halfRestarted({ clusters, pods }: Caches): readonly string[] {
  return [...clusters.all()].flatMap(({ metadata, spec }: Cluster) => {
    if (spec?.updateStrategy?.type === "OnDelete") return [];
    const { namespace = "", name } = metadata;
    const revisions = new Set(
      pods.group(groupKey(namespace, name)).map((pod) => pod.metadata.annotations?.[REVISION_ANNOTATION]),
    );
    return revisions.size > 1 ? [objectKey(namespace, name)] : [];
  });
}

/** What the controller needs besides what a round does. */
export interface ClusterControllerOptions {
  readonly ports: Omit<ReconcilePorts, "turns" | "wake">;
  /** Clusters worked on at the same time. */
  readonly workers: number;
  /** Clusters that are restarted at the same time for a new operator or another platform. */
  readonly restartingClusters: number;
}

/** The controller of Clusters. */
export function clusterController(options: ClusterControllerOptions): Controller {
  const { ports, workers, restartingClusters } = options;
  const { caches, client, connectMember, log, metrics, now, random } = ports;
  let turns: RestartTurns = restartTurns(restartingClusters);

  const controller: Controller = createController({
    kind: "Cluster",
    workers,
    log,
    now,
    random,
    uidOf: (namespace, name) => {
      metrics.clusters.set(caches.clusters.size);
      const cluster = caches.clusters.find(namespace, name);
      return cluster === undefined ? undefined : (cluster.metadata.uid ?? "");
    },
    newState: (wake) => emptyState(client, connectMember, wake),
    closeState: ({ sessions }) => sessions.close(),
    reconcile: (namespace, name, state) =>
      reconcile(namespace, name, state, { ...ports, turns, wake: controller.add }),
    onGone: (key) => {
      const [namespace = "", name = ""] = key.split("/");
      metrics.members.forget(namespace, name);
      for (const next of turns.forget(key)) controller.add(next);
    },
    onFailure: () => metrics.failures.inc(),
  });
  return {
    ...controller,
    start(keys) {
      turns = restartTurns(restartingClusters, halfRestarted(caches));
      controller.start(keys);
    },
  };
}
