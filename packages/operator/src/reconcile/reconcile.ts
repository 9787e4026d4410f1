import {
  afterEffect,
  afterFailedRound,
  afterLateEnd,
  beginRound,
  type Decision,
  endRound,
  type Observation,
  type Round,
  switchWaitOf,
} from "@grampus/planner";
import { objectKey, type Requeue } from "../controller.ts";
import { errorText } from "../fault.ts";
import { cachedObjects, type LiveObjects, liveObjects, withStrayPods } from "../observe/live-objects.ts";
import { observeCluster } from "../observe/observe-cluster.ts";
import { SLOW_OBSERVATION_MS } from "../timing.ts";
import { performEffect } from "./perform-effect.ts";
import type { ReconcilePorts } from "./reconcile-ports.ts";
import type { ReconcileState } from "./reconcile-state.ts";

interface Observed {
  readonly objects: LiveObjects;
  readonly observation: Observation;
}

async function look(
  namespace: string,
  name: string,
  state: ReconcileState,
  { connection, client, caches, platform, log, now, turns }: ReconcilePorts,
): Promise<Observed | undefined> {
  const { freshness, failures } = state.memory;
  const startedAt = now();
  const found =
    freshness === "live"
      ? await liveObjects(connection, client, namespace, name)
      : cachedObjects(caches, namespace, name);
  if (found === undefined) return undefined;
  const objects = await withStrayPods(found, client);
  const { sessions, secrets, logins, canary, accountsMendedAt } = state;
  const ports = { client, platform, now, sessions, secrets, logins };
  const seen = await observeCluster(
    objects,
    freshness,
    { failures, canary: canary.last, accountsMendedAt },
    ports,
  );
  const waits = switchWaitOf(state.memory, seen.now);
  const observation = { ...seen, ...waits, restartTurn: turns.turnOf(objectKey(namespace, name)) };
  const ms = now() - startedAt;
  if (ms > SLOW_OBSERVATION_MS)
    log("info", "a slow observation", { cluster: name, namespace, freshness, ms });
  return { objects, observation };
}

async function run(begun: Round, objects: LiveObjects, state: ReconcileState, ports: ReconcilePorts) {
  const { now } = ports;
  if (begun.effects.length === 0) return begun;
  const ways = state.logins.with(await state.secrets.read(begun.observation.cluster, now(), false));
  let round = begun;
  for (let [effect] = round.effects; effect !== undefined; [effect] = round.effects) {
    const outcome = await performEffect(effect, round, { ...ports, pods: objects.pods, ways, state });
    round = afterEffect(round, outcome, now());
  }
  return round;
}

/** Takes a turn at restarts for a new operator, or gives it up. */
function takeTurns(key: string, { restart }: Decision, { turns, wake, metrics, log }: ReconcilePorts): void {
  for (const next of turns.decided(key, restart)) {
    log("info", "its turn to restart members for a new operator", { cluster: next });
    wake(next);
  }
  metrics.restarting.set(turns.holders.length);
  metrics.restartsWaiting.set(turns.waiting.length);
}

/**
 * One round for one cluster: observe, and perform what the planner's round asks for, one effect after the other. The
 * next round looks at the world afresh. Never throws: a round that fails is tried again after a pause.
 */
export async function reconcile(
  namespace: string,
  name: string,
  state: ReconcileState,
  ports: ReconcilePorts,
): Promise<Requeue> {
  const { log, metrics, now, random } = ports;
  const where = { cluster: name, namespace };
  const startedAt = now();
  const ended = state.lateEnds;
  state.lateEnds = [];
  state.memory = ended.reduce(afterLateEnd, state.memory);
  try {
    const seen = await look(namespace, name, state, ports);
    if (seen === undefined) return { kind: "gone" };
    metrics.members.note(seen.observation);
    const begun = beginRound(seen.observation, state.memory);
    takeTurns(objectKey(namespace, name), begun.decision, ports);
    const { state: diagnosis } = begun.decision.diagnosis;
    if (state.diagnosis !== diagnosis)
      log("info", `diagnosis: ${diagnosis}`, { ...where, state: diagnosis, before: state.diagnosis });
    state.diagnosis = diagnosis;
    const { stall, switchWaits } = begun.decision;
    if (stall !== undefined) ports.tell(seen.observation.cluster, { type: "Warning", ...stall });
    if (switchWaits !== undefined)
      ports.tell(seen.observation.cluster, {
        type: "Normal",
        reason: "SwitchoverWaits",
        message: switchWaits,
      });
    const round = await run(begun, seen.objects, state, ports);
    metrics.reconciles.observe({ state: diagnosis }, (now() - startedAt) / 1000);
    if (round.stopped === "failed") metrics.failures.inc();
    const { memory, after } = endRound(round, random());
    state.memory = memory;
    return { kind: "again", after };
  } catch (error) {
    const { memory, after } = afterFailedRound(state.memory, random());
    metrics.failures.inc();
    log("warn", `round failed: ${errorText(error)}`, { ...where, pause: Math.round(after) });
    state.memory = memory;
    return { kind: "again", after };
  }
}
