import { decide } from "../cluster/decision/decide.ts";
import { createCluster } from "../model/cluster-object.ts";
import type { Decide, RoundResult } from "../model/process.ts";
import { isClosed, isReady, isWhole, progress } from "../model/progress.ts";
import { newWorld, type World } from "../model/world.ts";
import { writeLocally, writeThroughService } from "./clients.ts";
import { injectFault } from "./faults.ts";
import { checkSettled, checkWriters } from "./invariants.ts";
import { checkLiveness } from "./liveness.ts";
import { calmRound, releaseLateStep, troubledRound } from "./operator.ts";
import { heal, newSimulation, restoreObjects, type Simulation } from "./simulation.ts";
import { answerForLostVolumes, changeSomething } from "./user-changes.ts";

/** What a simulation came to. */
export interface SimulationResult {
  readonly seed: number;
  readonly steps: number;
  readonly episodes: number;
  /** Each with the seed and the step it was found at. Empty when all is well. */
  readonly violations: readonly string[];
  /** How often what happened. */
  readonly tally: Readonly<Record<string, number>>;
  /** The last events, oldest first: what led to a violation. */
  readonly trace: readonly string[];
}

const EPISODE = 400;
const LONGEST_RECOVERY = 4_000;
const QUIET_ROUNDS = 12;

/** In how many episodes the failures become permanent before they end. */
const LIVENESS = 0.4;

/** Lets a moment pass, and checks what must hold at every moment. */
function passTime(world: World): void {
  progress(world);
  checkWriters(world);
}

/** Whether the operator looks now: it is due, or a watch or a session tells it something. */
function looks({ world: { now, random }, process }: Simulation, told: number): boolean {
  return now >= process.dueAt || random.chance(told);
}

function writesOf({ performed }: RoundResult): number {
  return performed.filter(({ kind }) => kind !== "send-canary").length;
}

function troubledStep(simulation: Simulation): void {
  const { world } = simulation;
  const { random } = world;
  passTime(world);
  if (looks(simulation, 0.3)) troubledRound(simulation);
  if (random.chance(0.5)) writeThroughService(world);
  if (random.chance(0.2)) writeLocally(world);
  if (random.chance(0.05)) releaseLateStep(simulation);
  if (random.chance(0.03)) injectFault(simulation);
  if (random.chance(0.006)) changeSomething(world);
  if (random.chance(0.01)) answerForLostVolumes(world);
  if (random.chance(0.01)) restoreObjects(simulation);
  if (world.api.cluster === undefined && random.chance(0.2))
    createCluster(world, { members: random.pick([1, 2, 3, 4, 5]) ?? 3 });
}

/** Whether sessions on a former primary are to be ended yet. */
function owesSessions({ pods }: World): boolean {
  return [...pods.values()].some(
    ({ formerPrimarySince, role }) => formerPrimarySince !== undefined && role !== "primary",
  );
}

/** Ends all faults and waits for the cluster to be what the spec says; returns the steps it took. */
function recover(simulation: Simulation): number {
  const { world } = simulation;
  heal(simulation);
  let steps = 0;
  while (steps < LONGEST_RECOVERY) {
    if (world.api.cluster === undefined) createCluster(world, { members: 3 });
    answerForLostVolumes(world);
    passTime(world);
    const idle = looks(simulation, 0.2) && writesOf(calmRound(simulation)) === 0;
    if (!isReady(world)) writeThroughService(world);
    steps += 1;
    // That the schema went is seen when the next canary is due.
    if (!idle || !isReady(world) || !isWhole(world) || !world.ownSchema || owesSessions(world)) continue;
    if (!isClosed(world)) continue;
    checkSettled(world);
    return steps;
  }
  const { cluster } = world.api;
  world.violations.push(
    `the cluster does not become ready: ${JSON.stringify(cluster?.status?.conditions?.map(({ type, reason, message }) => [type, reason, message]))}`,
  );
  return steps;
}

/** I6: when spec and world agree, nothing is written, however long it lasts. */
function stayQuiet(simulation: Simulation): number {
  const { world } = simulation;
  for (let round = 0; round < QUIET_ROUNDS; round++) {
    passTime(world);
    world.now += 25_000;
    passTime(world);
    // Nobody writes but the operator: the moment that its write takes to reach all does not last as long as the silence.
    for (let wait = 0; wait < LONGEST_RECOVERY && !isWhole(world); wait++) passTime(world);
    const before = world.api.cluster?.status;
    const result = calmRound(simulation);
    if (writesOf(result) > 0) {
      const { steps, status } = result.round?.decision ?? {};
      world.violations.push(
        `I6: a ready cluster is written to: ${JSON.stringify(steps)} ${JSON.stringify(before)} ${JSON.stringify(status)}`,
      );
    }
  }
  return QUIET_ROUNDS;
}

/**
 * Runs the planner against a model of Kubernetes, Group Replication and clients, with faults: an episode of trouble,
 * then peace until the cluster is ready, then silence. The same seed gives the same run. `decideWith` is what is tried.
 */
export function simulate(seed: number, steps: number, decideWith: Decide = decide): SimulationResult {
  const world = newWorld(seed);
  const simulation = newSimulation(world, decideWith);
  createCluster(world, { members: world.random.pick([1, 2, 3, 3, 4, 5]) ?? 3 });
  const violations: string[] = [];
  let done = 0;
  let episodes = 0;
  while (done < steps && violations.length === 0) {
    for (let index = 0; index < EPISODE && world.violations.length === 0; index++, done++)
      troubledStep(simulation);
    if (world.violations.length === 0 && world.random.chance(LIVENESS))
      done += checkLiveness(simulation, () => passTime(world));
    if (world.violations.length === 0) done += recover(simulation);
    if (world.violations.length === 0) done += stayQuiet(simulation);
    episodes += 1;
    violations.push(...world.violations.map((text) => `seed ${seed}, step ${done}: ${text}`));
  }
  return {
    seed,
    steps: done,
    episodes,
    violations,
    tally: Object.fromEntries(world.tally),
    trace: world.trace,
  };
}
