import type { ClusterStatus } from "@grampus/api";
import type { CanaryTarget, Decision } from "../cluster/decision/decision.ts";
import type { Observation } from "../cluster/observation/observation.ts";
import {
  afterEffect,
  afterFailedRound,
  afterLateEnd,
  beginRound,
  type Effect,
  type EffectOutcome,
  EMPTY_MEMORY,
  endRound,
  type LateEnd,
  type NextRound,
  type Round,
  type RoundMemory,
} from "../cluster/round/index.ts";
import type { Step } from "../steps/step.ts";
import { commit, writablePrimary } from "./commits.ts";
import { observationOf, type Senses } from "./observe.ts";
import { performStep } from "./perform.ts";
import { type Snapshot, snapshotOf } from "./snapshot.ts";
import { count, fresh, isApiThere, isReachable, type Server, type World } from "./world.ts";

/** What decides: `decide`, or something worse in a test of the simulator. */
export type Decide = (observation: Observation) => Decision;

/** A statement that runs on behind its step. */
interface Running {
  readonly step: Step;
  readonly generation: number;
  readonly server: Server;
}

/** A process of the operator: it runs the planner's rounds against the model, as `@grampus/operator` does in the world. */
export interface Process {
  readonly decide: Decide;
  readonly senses: Senses;
  memory: RoundMemory;
  /** What its cache holds. */
  cached: Snapshot | undefined;
  /** When it looks next, unless it is told something before. */
  dueAt: number;
  running: readonly Running[];
}

/** A process that has just started: its caches are filled. */
export function newProcess(world: World, decide: Decide): Process {
  return {
    decide,
    senses: {
      silentSince: new Map(),
      reports: new Map(),
      canary: undefined,
      worked: undefined,
      accountsMendedAt: undefined,
    },
    memory: EMPTY_MEMORY,
    cached: snapshotOf(world),
    dueAt: world.now,
    running: [],
  };
}

function writeStatus(
  world: World,
  process: Process,
  status: ClusterStatus,
  { observation }: Round,
): EffectOutcome {
  const { cluster } = world.api;
  if (!isApiThere(world))
    return { kind: "failed", message: "the API server does not answer", refused: false };
  if (cluster === undefined || cluster.metadata.uid !== observation.cluster.metadata.uid)
    return { kind: "conflict" };
  const metadata = { ...cluster.metadata, resourceVersion: String(fresh(world)) };
  world.api.cluster = { ...cluster, metadata, status };
  // What a process wrote itself is in its cache from then on.
  if (process.cached !== undefined) process.cached = { ...process.cached, cluster: world.api.cluster };
  count(world, "status write");
  return { kind: "done" };
}

function sendCanary(world: World, process: Process, { member, viewId, podUid }: CanaryTarget): void {
  const pod = world.pods.get(member);
  const server = pod?.server;
  if (pod?.uid !== podUid || server === undefined || server.upAt > world.now || !isReachable(world, pod.node))
    return;
  const { group } = server;
  const isWritable = group !== undefined && writablePrimary(world, group) === pod;
  const refusal = server.superReadOnly
    ? ({ about: "server", message: "the server is read-only" } as const)
    : world.ownSchema
      ? undefined
      : ({ about: "schema", message: "Unknown database 'grampus'" } as const);
  if (isWritable && refusal === undefined) commit(world, group, pod);
  const isSlow = world.slow.has(pod.node) && world.random.chance(0.3);
  const outcome = refusal !== undefined ? "refused" : isWritable && !isSlow ? "written" : "hung";
  const before = process.senses.canary;
  const since = before?.member === member && before.outcome === outcome ? before.since : world.now;
  process.senses.canary = {
    member,
    viewId,
    outcome,
    since,
    takenAt: world.now,
    ...(refusal === undefined ? {} : { refusal }),
  };
}

/** A group command runs on behind its step: what becomes of it is said to a later round. */
function noteRunning(
  world: World,
  process: Process,
  step: Step,
  { observation }: Round,
  outcome: EffectOutcome,
): EffectOutcome {
  const server =
    "target" in step && "member" in step.target ? world.pods.get(step.target.member)?.server : undefined;
  if (outcome.kind === "going-on" && server !== undefined) {
    const { generation = 0 } = observation.cluster.metadata;
    process.running = [...process.running, { step, generation, server }];
  }
  return outcome;
}

/** Performs one effect of a round against the model. */
export function performEffect(world: World, process: Process, effect: Effect, round: Round): EffectOutcome {
  switch (effect.kind) {
    case "write-status":
      return writeStatus(world, process, effect.status, round);
    case "perform-step": {
      const outcome = performStep(world, effect.step);
      if (effect.step.kind === "mend-accounts" && outcome.kind === "done")
        process.senses.accountsMendedAt = world.now;
      return noteRunning(world, process, effect.step, round, outcome);
    }
    case "send-canary":
      sendCanary(world, process, effect.canary);
      return { kind: "done" };
  }
}

/** Statements that ended since: with what the server said of a join, or well; one whose server ended says nothing. */
function lateEnds(world: World, process: Process): readonly LateEnd[] {
  const ended = process.running.filter(({ server }) => server.busy === undefined);
  process.running = process.running.filter((one) => !ended.includes(one));
  return ended.flatMap(({ step, generation, server }) => {
    if (world.pods.get(server.member)?.server !== server) return [];
    const message = step.kind === "join" ? server.joinError : undefined;
    const refusal = message === undefined ? undefined : { message, refused: true };
    return [{ step, generation, at: world.now, refusal }];
  });
}

/** What one round came to. */
export interface RoundResult {
  /** Absent when nothing could be observed, or when there is no Cluster. */
  readonly round: Round | undefined;
  /** Effects that came off, in order. */
  readonly performed: readonly Effect[];
}

/** What a process sees in a round: nothing without a Cluster. */
export type Observe = (world: World, process: Process) => Observation | "unanswered" | undefined;

/** Sees everything as it is; live only while the API server answers, and the same for a ConfigMap that is read by name. */
const observeNow: Observe = (world, process) => {
  const { freshness } = process.memory;
  if (isApiThere(world)) process.cached = snapshotOf(world);
  else if (freshness === "live" || process.cached?.cluster.spec?.config !== undefined) return "unanswered";
  const { cached } = process;
  return cached === undefined
    ? undefined
    : observationOf(world, process.senses, cached, process.memory, false);
};

/** Runs one round: `observe` is how the process sees the world, and `perform` what becomes of its effects. */
export function runRound(
  world: World,
  process: Process,
  observe: Observe = observeNow,
  perform: (effect: Effect, round: Round) => EffectOutcome = (effect, round) =>
    performEffect(world, process, effect, round),
): RoundResult {
  process.memory = lateEnds(world, process).reduce(afterLateEnd, process.memory);
  const observation = observe(world, process);
  if (observation === undefined) return { round: undefined, performed: [] };
  if (observation === "unanswered") {
    finish(world, process, afterFailedRound(process.memory, world.random.next()));
    return { round: undefined, performed: [] };
  }
  const performed: Effect[] = [];
  let round = beginRound(observation, process.memory, process.decide);
  for (let [effect] = round.effects; effect !== undefined; [effect] = round.effects) {
    const outcome = perform(effect, round);
    if (outcome.kind === "done" || outcome.kind === "going-on") performed.push(effect);
    round = afterEffect(round, outcome, world.now);
  }
  finish(world, process, endRound(round, world.random.next()));
  return { round, performed };
}

function finish(world: World, process: Process, { memory, after }: NextRound): void {
  process.memory = memory;
  process.dueAt = world.now + after;
}
