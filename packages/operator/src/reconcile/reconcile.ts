import type { Cluster } from "@grampus/api";
import { type Decision, decide, type Observation, type Step } from "@grampus/planner";
import type { Platform } from "@grampus/resources";
import { objectKey, type Requeue } from "../controller.ts";
import { errorText, isFault } from "../fault.ts";
import type { Caches } from "../kube/caches.ts";
import type { KubeClient } from "../kube/client.ts";
import type { KubeConnection } from "../kube/connection.ts";
import { CLUSTERS } from "../kube/kinds.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { cachedObjects, type LiveObjects, liveObjects } from "../observe/live-objects.ts";
import { observeCluster } from "../observe/observe-cluster.ts";
import type { ReconcileState } from "../observe/reconcile-state.ts";
import type { ClusterEvent } from "../perform/cluster-events.ts";
import { performStep } from "../perform/perform-step.ts";
import type { RestartTurns } from "../rollout/restart-turns.ts";
import { nextLook } from "./next-look.ts";
import { afterLateEnd, afterStep, isFailure, withFailure } from "./step-failures.ts";

/** What reconciling needs of the world. */
export interface ReconcilePorts {
  readonly connection: KubeConnection;
  readonly client: KubeClient;
  readonly caches: Caches;
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

// After a step the world is looked at again at once; the watch needs a moment to bring what the step changed.
const AFTER_STEP = 100;
const AFTER_CONFLICT = 250;
const LONGEST_AFTER_CONFLICT = 15_000;
// A look that takes longer than this is worth a line, in ms.
const SLOW = 2000;

/** The first conflicts are a cache that lags or a kubelet that was quicker; those that stay are asked about less often. */
function afterConflict(conflicts: number): number {
  return Math.min(AFTER_CONFLICT * 2 ** Math.max(0, conflicts - 4), LONGEST_AFTER_CONFLICT);
}

function worldOf(
  memory: ReconcileState,
  { caches, connection, client }: ReconcilePorts,
  namespace: string,
  name: string,
): Promise<LiveObjects | undefined> | LiveObjects | undefined {
  return memory.request.live
    ? liveObjects(connection, client, namespace, name)
    : cachedObjects(caches, namespace, name);
}

async function writeStatus(
  observation: Observation,
  decision: Decision,
  client: KubeClient,
): Promise<boolean> {
  const { cluster } = observation;
  if (decision.status === cluster.status) return false;
  // The uid: a Cluster that was deleted and made again is another one, with generations of its own.
  const { name, namespace = "", uid } = cluster.metadata;
  const { apiVersion, kind } = CLUSTERS;
  const applied = { apiVersion, kind, metadata: { name, namespace, uid }, status: decision.status };
  await client.applyStatus(CLUSTERS, applied);
  return true;
}

function isReady({ status }: Decision): boolean {
  return status.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;
}

function eventReason(step: Step): string {
  return step.kind
    .split("-")
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join("");
}

/** Performs the steps in order until one fails. Whether the world has to be looked at again at once. */
async function performSteps(
  world: LiveObjects,
  observation: Observation,
  decision: Decision,
  memory: ReconcileState,
  ports: ReconcilePorts,
): Promise<"nothing done" | "done" | "conflict"> {
  const { client, log, metrics, now, tell } = ports;
  const { cluster } = observation;
  const where = { cluster: cluster.metadata.name, namespace: cluster.metadata.namespace };
  const secrets = await memory.secrets.read(cluster, now(), false);
  const { generation = 0 } = cluster.metadata;
  for (const step of decision.steps) {
    if (!ports.mayAct()) return "conflict";
    const startedAt = now();
    try {
      const end = await performStep(step, observation, {
        client,
        now,
        secrets,
        pods: world.pods,
        onLateEnd: (outcome, fault) => {
          log("info", outcome, where);
          memory.failures = afterLateEnd(memory.failures, step, fault, generation, now());
        },
      });
      const reasons = step.kind === "delete-pod" ? step.reasons?.join(", ") : undefined;
      log("info", step.because, {
        ...where,
        step: step.kind,
        ms: now() - startedAt,
        ...(reasons === undefined ? {} : { reasons }),
      });
      metrics.steps.inc({ kind: step.kind, outcome: "performed" });
      tell(cluster, { type: "Normal", reason: eventReason(step), message: step.because });
      memory.failures = afterStep(memory.failures, step, end);
      if (step.kind === "create-secret" || step.kind === "delete-object") memory.secrets.forget();
    } catch (error) {
      const isConflict = isFault(error, "kube-conflict", "kube-not-found", "mysql-changed");
      log(isConflict ? "info" : "warn", `${step.kind} failed: ${errorText(error)}`, {
        ...where,
        step: step.kind,
      });
      metrics.steps.inc({ kind: step.kind, outcome: isConflict ? "conflict" : "failed" });
      memory.request = { ...memory.request, live: true };
      if (isConflict) return "conflict";
      if (isFailure(error)) memory.failures = withFailure(memory.failures, step, error, generation, now());
      tell(cluster, { type: "Warning", reason: `${eventReason(step)}Failed`, message: errorText(error) });
      throw error;
    }
  }
  return decision.steps.length === 0 ? "nothing done" : "done";
}

/**
 * One round for one cluster: observe, decide, write the status if it differs, perform the steps. The next round looks
 * at the world afresh; nothing is remembered that a decision rests on.
 */
export async function reconcile(
  namespace: string,
  name: string,
  memory: ReconcileState,
  ports: ReconcilePorts,
): Promise<Requeue> {
  const { client, log, metrics, now, random, platform, turns } = ports;
  const startedAt = now();
  const freshness = memory.request.live ? "live" : "cache";
  const world = await worldOf(memory, ports, namespace, name);
  if (world === undefined) return { kind: "gone" };
  const key = objectKey(namespace, name);
  const observation = {
    ...(await observeCluster(world, freshness, memory, { client, platform, now })),
    restartTurn: turns.turnOf(key),
  };
  const observed = now() - startedAt;
  if (observed > SLOW) log("info", "a slow look", { cluster: name, namespace, freshness, ms: observed });
  const decision = decide(observation);
  memory.request = decision.request;
  for (const next of turns.decided(key, decision.restart, isReady(decision))) ports.wake(next);
  metrics.restarting.set(turns.holders.length);
  metrics.restartsWaiting.set(turns.waiting.length);
  const { state } = decision.diagnosis;
  if (memory.state !== state) {
    log("info", `diagnosis: ${state}`, { cluster: name, namespace, state, before: memory.state });
    memory.state = state;
  }
  // A status write would make the step's precondition on the same object fail.
  const touchesCluster = decision.steps.some((step) => "cluster" in step);
  if (ports.mayAct() && !touchesCluster && (await writeStatus(observation, decision, client)))
    metrics.statusWrites.inc();
  const outcome = await performSteps(world, observation, decision, memory, ports);
  metrics.reconciles.observe({ state }, (now() - startedAt) / 1000);
  memory.conflicts = outcome === "conflict" ? memory.conflicts + 1 : 0;
  if (outcome === "done") return { kind: "again", after: Math.max(AFTER_STEP, decision.requeueAfter) };
  if (outcome === "conflict") return { kind: "again", after: afterConflict(memory.conflicts) };
  return { kind: "again", after: nextLook(observation, decision, random) };
}
