import type { ClusterStatus } from "@grampus/api";
import type { Decision } from "../cluster/decision/decision.ts";
import type { Observation } from "../cluster/observation/observation.ts";
import type { Step } from "../steps/step.ts";
import { commit, writablePrimary } from "./commits.ts";
import { type Memory, observationOf, type Snapshot, snapshotOf } from "./observe.ts";
import { performStep } from "./perform.ts";
import { count, fresh, isApiThere, isReachable, type World } from "./world.ts";

/** What decides: `decide`, or something worse in a test of the simulator. */
export type Brain = (observation: Observation) => Decision;

/** The operator's process. */
export interface Operator {
  readonly brain: Brain;
  memory: Memory;
  /** What its cache holds. */
  cached: Snapshot | undefined;
  live: boolean;
  nextLook: number;
  /** Steps that a process before this one decided, and that are still on their way. */
  zombies: readonly Step[];
}

/** A process that has just started. */
export function newOperator(world: World, brain: Brain, zombies: readonly Step[] = []): Operator {
  return {
    brain,
    memory: { silentSince: new Map(), reports: new Map(), canary: undefined },
    cached: snapshotOf(world),
    live: false,
    nextLook: world.now,
    zombies,
  };
}

function takeCanary(world: World, operator: Operator, member: string): void {
  const pod = world.pods.get(member);
  const server = pod?.server;
  if (pod === undefined || server === undefined || server.upAt > world.now || !isReachable(world, pod.node))
    return;
  const viewId = server.view?.viewId ?? "";
  const group = server.group;
  const writable = group !== undefined && writablePrimary(world, group) === pod;
  if (writable) commit(world, group, pod);
  const outcome = writable ? "written" : server.superReadOnly ? "refused" : "hung";
  const before = operator.memory.canary;
  const isSame = before?.member === member && before.outcome === outcome;
  const since = isSame ? before.since : world.now;
  operator.memory.canary = { member, viewId, outcome, since, takenAt: world.now };
}

function writeStatus(world: World, decision: Decision, seen: Snapshot): boolean {
  const { cluster } = world.api;
  if (cluster === undefined || decision.status === seen.cluster.status) return false;
  if (cluster.metadata.resourceVersion !== seen.cluster.metadata.resourceVersion) return false;
  const before: ClusterStatus | undefined = cluster.status;
  if ((before?.observedGeneration ?? -1) > (decision.status.observedGeneration ?? -1)) {
    world.violations.push("I5: observedGeneration goes back");
  }
  world.api.cluster = {
    ...cluster,
    metadata: { ...cluster.metadata, resourceVersion: String(fresh(world)) },
    status: decision.status,
  };
  count(world, "status write");
  return true;
}

function performAll(world: World, operator: Operator, steps: readonly Step[], troubled: boolean): void {
  for (const [index, step] of steps.entries()) {
    if (troubled && world.random.chance(0.02)) {
      count(world, "operator killed");
      operator.zombies = world.random.chance(0.3) ? steps.slice(index) : [];
      Object.assign(operator, newOperator(world, operator.brain, operator.zombies));
      return;
    }
    if (!isApiThere(world) && !isServerStep(step)) return;
    const lost = troubled && world.random.chance(0.03);
    if (lost && world.random.chance(0.5)) return;
    if (performStep(world, step) === "refused" || lost) return;
  }
}

function isServerStep(step: Step): boolean {
  return "target" in step && "serverUuid" in step.target;
}

/** Whether the Lease ran out while the API server was away: the process ends, and the next one has to list first. */
function endsWithoutApi(world: World, operator: Operator): boolean {
  if (isApiThere(world) || !world.random.chance(0.1)) return false;
  count(world, "operator ended without the API server");
  Object.assign(operator, newOperator(world, operator.brain), { live: true });
  return true;
}

/** What one look did to the API server. */
export interface Look {
  readonly decision: Decision | undefined;
  readonly writes: number;
}

/** One round of the operator: it looks, decides, and performs. `troubled`: things may fail on the way. */
export function lookOnce(world: World, operator: Operator, troubled: boolean): Look {
  const current = snapshotOf(world);
  const isAway = !isApiThere(world);
  if (endsWithoutApi(world, operator) || (isAway && operator.live)) return { decision: undefined, writes: 0 };
  const isStale = isAway || (troubled && world.random.chance(0.25));
  if (!isStale) operator.cached = current;
  const snapshot = operator.live ? current : operator.cached;
  if (snapshot === undefined) return { decision: undefined, writes: 0 };
  const decision = operator.brain(
    observationOf(world, operator.memory, snapshot, operator.live ? "live" : "cache", troubled),
  );
  operator.live = decision.request.live;
  operator.nextLook = world.now + decision.requeueAfter;
  // A status that cannot be written ends the round before its steps.
  if (isAway && decision.status !== snapshot.cluster.status) return { decision, writes: 0 };
  const wrote = writeStatus(world, decision, snapshot);
  performAll(world, operator, decision.steps, troubled);
  if (decision.request.canary !== undefined) takeCanary(world, operator, decision.request.canary);
  return { decision, writes: decision.steps.length + (wrote ? 1 : 0) };
}

/** Lets a step of a dead process arrive late. */
export function releaseZombie(world: World, operator: Operator): void {
  const [first, ...rest] = operator.zombies;
  if (first === undefined) return;
  operator.zombies = rest;
  performStep(world, first);
  count(world, "late step of a dead operator");
}
