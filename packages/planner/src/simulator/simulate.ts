import { decide } from "../cluster/decision/decide.ts";
import { writeLocally, writeThroughService } from "./clients.ts";
import { injectFault, isWhole } from "./faults.ts";
import { progressGroups } from "./group-progress.ts";
import { checkWriters } from "./invariants.ts";
import { progressKubernetes } from "./kubernetes.ts";
import { type Brain, lookOnce, newOperator, type Operator, releaseZombie } from "./operator.ts";
import { answerForLostVolumes, changeSomething, createCluster } from "./people.ts";
import { newWorld, type World } from "./world.ts";

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

/** Lets time go on for everything but the operator, and checks what must hold at every moment. */
export function progress(world: World): void {
  world.now += world.random.between(50, 900);
  progressKubernetes(world);
  progressGroups(world);
  checkWriters(world);
}

/** Whether the status says that the spec, as it is, was made true. */
export function isReady(world: World): boolean {
  const { cluster } = world.api;
  const ready = cluster?.status?.conditions?.find(({ type }) => type === "Ready");
  return ready?.status === "True" && cluster?.status?.observedGeneration === cluster?.metadata.generation;
}

function troubledStep(world: World, operator: Operator): void {
  const { random } = world;
  progress(world);
  if (random.chance(0.5)) lookOnce(world, operator, true);
  if (random.chance(0.5)) writeThroughService(world);
  if (random.chance(0.2)) writeLocally(world);
  if (random.chance(0.05)) releaseZombie(world, operator);
  if (random.chance(0.02)) injectFault(world);
  if (random.chance(0.004)) changeSomething(world);
  if (random.chance(0.01)) answerForLostVolumes(world);
  if (world.api.cluster === undefined && random.chance(0.2))
    createCluster(world, { members: random.pick([1, 3, 5]) ?? 3 });
}

/** Ends all faults and waits for the cluster to be what the spec says; returns the steps it took. */
function recover(world: World, operator: Operator): number {
  world.down.clear();
  world.isolated.clear();
  world.apiBackAt = world.now;
  operator.zombies = [];
  let steps = 0;
  while (steps < LONGEST_RECOVERY) {
    if (world.api.cluster === undefined) createCluster(world, { members: 3 });
    answerForLostVolumes(world);
    progress(world);
    const looks = world.now >= operator.nextLook || world.random.chance(0.2);
    const idle = looks && lookOnce(world, operator, false).writes === 0;
    if (!isReady(world)) writeThroughService(world);
    steps += 1;
    if (idle && isReady(world) && isWhole(world)) return steps;
  }
  const { cluster } = world.api;
  world.violations.push(
    `the cluster does not become ready: ${JSON.stringify(cluster?.status?.conditions?.map(({ type, reason, message }) => [type, reason, message]))}`,
  );
  return steps;
}

/** I6: when spec and world agree, nothing is written, however long it lasts. */
function stayQuiet(world: World, operator: Operator): number {
  for (let round = 0; round < QUIET_ROUNDS; round++) {
    progress(world);
    world.now += 25_000;
    progress(world);
    const before = world.api.cluster?.status;
    const { writes, decision } = lookOnce(world, operator, false);
    if (writes > 0) {
      world.violations.push(
        `I6: a ready cluster is written to: ${JSON.stringify(decision?.steps)} ${JSON.stringify(before)} ${JSON.stringify(decision?.status)}`,
      );
    }
  }
  return QUIET_ROUNDS;
}

/**
 * Runs the planner against a model of Kubernetes, Group Replication and clients, with faults: an episode of trouble,
 * then peace until the cluster is ready, then silence. The same seed gives the same run. `brain` is what is tried.
 */
export function simulate(seed: number, steps: number, brain: Brain = decide): SimulationResult {
  const world = newWorld(seed);
  const operator = newOperator(world, brain);
  createCluster(world, { members: world.random.pick([1, 3, 3, 5]) ?? 3 });
  const violations: string[] = [];
  let done = 0;
  let episodes = 0;
  while (done < steps && violations.length === 0) {
    for (let index = 0; index < EPISODE && world.violations.length === 0; index++, done++)
      troubledStep(world, operator);
    if (world.violations.length === 0) done += recover(world, operator);
    if (world.violations.length === 0) done += stayQuiet(world, operator);
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
