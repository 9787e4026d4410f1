import type { Effect, EffectOutcome, Round } from "../cluster/round/index.ts";
import { observationOf } from "../model/observe.ts";
import { performStep } from "../model/perform.ts";
import { bootstrapServer, type CutShort, isServerStep } from "../model/perform-server.ts";
import { newProcess, type Observe, performEffect, type RoundResult, runRound } from "../model/process.ts";
import { snapshotOf } from "../model/snapshot.ts";
import { count, isApiThere, type World } from "../model/world.ts";
import { type Step, stepSubject } from "../steps/step.ts";
import { allowAlone, checkAllowed, checkDecision, checkEffect, confirmsAlone } from "./invariants.ts";
import type { LateStep, Simulation } from "./simulation.ts";

/** A new process in the place of the one that ended. */
function replaceProcess(simulation: Simulation, lateSteps: readonly LateStep[]): void {
  simulation.process = newProcess(simulation.world, simulation.process.decide);
  simulation.lateSteps = lateSteps;
}

/** What is said to an effect that is refused at present. */
function refusalOf({ world, refusals }: Simulation, effect: Effect): EffectOutcome | undefined {
  if (effect.kind !== "perform-step") return undefined;
  const refused = refusals.get(effect.step.kind);
  if (refused === undefined || world.now >= refused.until) return undefined;
  if (refused.subject !== undefined && refused.subject !== stepSubject(effect.step)) return undefined;
  count(world, `refused: ${effect.step.kind}`);
  return { kind: "failed", message: refused.message, refused: refused.refused };
}

function perform(simulation: Simulation, effect: Effect, round: Round): EffectOutcome {
  const { world, process } = simulation;
  const refusal = refusalOf(simulation, effect);
  if (refusal !== undefined) return refusal;
  if (effect.kind === "perform-step") checkAllowed(world, effect.step, round.observation);
  checkEffect(world, effect);
  return performEffect(world, process, effect, round);
}

/** A round of a process that sees everything as it is, and lives. */
export function calmRound(simulation: Simulation): RoundResult {
  const { world, process } = simulation;
  const result = runRound(world, process, undefined, (effect, round) => perform(simulation, effect, round));
  checkDecision(world, result.round?.decision);
  return result;
}

/** Kubernetes may be a moment older than it is, and some answers of members too. */
const observeSkewed: Observe = (world, process) => {
  const { freshness } = process.memory;
  const isAway = !isApiThere(world);
  if (isAway && (freshness === "live" || process.cached?.cluster.spec?.config !== undefined))
    return "unanswered";
  const current = snapshotOf(world);
  if (!isAway && (freshness === "live" || !world.random.chance(0.25))) process.cached = current;
  const snapshot = process.cached;
  return snapshot === undefined
    ? undefined
    : observationOf(world, process.senses, snapshot, process.memory, true);
};

/** Where the process dies within a bootstrap, if it does. */
function deathInBootstrap(world: World, step: Step): CutShort | undefined {
  if (step.kind !== "bootstrap" || !world.random.chance(0.4)) return undefined;
  const server = bootstrapServer(world, step);
  if ("kind" in server) return undefined;
  count(world, "operator died within a bootstrap");
  return world.random.pick(["after it armed the server", "after the group started"]);
}

/** Whether the answer to an effect comes too late: it is on its way, or its server has a slow disk. */
function isAnswerLost({ random, slow, pods }: World, effect: Effect): boolean {
  if (random.chance(0.015)) return true;
  if (effect.kind !== "perform-step" || !isServerStep(effect.step)) return false;
  const node = pods.get(effect.step.target.member)?.node;
  return node !== undefined && slow.has(node) && random.chance(0.3);
}

/** A round in which the process may die, and effects may be lost on their way or have their answer lost. */
export function troubledRound(simulation: Simulation): RoundResult {
  const { world, process } = simulation;
  const { random } = world;
  if (!isApiThere(world) && random.chance(0.1)) {
    // The Lease ran out while the API server was away: the next process has to list first.
    count(world, "operator ended without the API server");
    replaceProcess(simulation, []);
    return { round: undefined, performed: [] };
  }
  let dead = false;
  let lateSteps: readonly LateStep[] = [];
  const result = runRound(world, process, observeSkewed, (effect, round) => {
    if (random.chance(0.02)) {
      count(world, "operator killed");
      dead = true;
      lateSteps = random.chance(0.3) ? lateStepsOf(world, round.effects) : [];
      return { kind: "forbidden" };
    }
    const step = effect.kind === "perform-step" ? effect.step : undefined;
    const cutShort = step === undefined ? undefined : deathInBootstrap(world, step);
    if (step !== undefined && cutShort !== undefined) {
      if (cutShort === "after the group started") checkEffect(world, effect);
      dead = true;
      return performStep(world, step, cutShort);
    }
    if (random.chance(0.015)) return { kind: "unanswered" };
    const outcome = perform(simulation, effect, round);
    return isAnswerLost(world, effect) ? { kind: "unanswered" } : outcome;
  });
  checkDecision(world, result.round?.decision);
  if (dead) replaceProcess(simulation, lateSteps);
  return result;
}

function lateStepsOf(world: World, effects: readonly Effect[]): readonly LateStep[] {
  return effects.flatMap((effect) =>
    effect.kind === "perform-step" ? [{ step: effect.step, alone: confirmsAlone(world, effect.step) }] : [],
  );
}

/** Lets a step of a dead process arrive late. */
export function releaseLateStep(simulation: Simulation): void {
  const { world } = simulation;
  const [late, ...rest] = simulation.lateSteps;
  if (late === undefined) return;
  simulation.lateSteps = rest;
  const { step, alone } = late;
  if (alone) allowAlone(world);
  checkEffect(world, { kind: "perform-step", step });
  performStep(world, step);
  count(world, "late step of a dead operator");
}
