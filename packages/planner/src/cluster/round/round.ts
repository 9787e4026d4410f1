import type { ClusterStatus } from "@grampus/api";
import type { Step } from "../../steps/step.ts";
import {
  ROUND_AFTER_CONFLICT_MS,
  ROUND_AFTER_FAILURE_MS,
  ROUND_AFTER_STEP_MS,
  SWITCH_WAIT_KEPT_MS,
} from "../../timing.ts";
import { decide } from "../decision/decide.ts";
import type { CanaryTarget, Decision } from "../decision/decision.ts";
import type { Freshness, Observation, StepFailure } from "../observation/observation.ts";
import { type Refusal, recentFailures, withFailure, withoutFailure } from "./step-failures.ts";

/** Conflicts one after the other that are met with the shortest pause. */
const EASY_CONFLICTS = 4;

/**
 * What a process of the operator keeps of a cluster from round to round. A decision that a restarted process would make
 * otherwise does not rest on it: it makes one earlier or later.
 */
export interface RoundMemory {
  /** Where the next observation has to come from. */
  readonly freshness: Freshness;
  /** Steps that failed and have not succeeded since, one of each kind and subject; the next observation brings them. */
  readonly failures: readonly StepFailure[];
  /** A switch of the primary that waits for what runs there: since when, and when it did so last. */
  readonly switchWait?: { readonly since: number; readonly last: number };
  /** Rounds one after the other that ended in a conflict. */
  readonly conflicts: number;
  /** Rounds one after the other that failed. */
  readonly failedRounds: number;
}

/**
 * The memory of a process that has just started: its caches were listed before it acts. What needs the API server itself
 * asks for it, as in every other round; a fleet that all did so at once would take a minute.
 */
export const EMPTY_MEMORY: RoundMemory = { freshness: "cache", failures: [], conflicts: 0, failedRounds: 0 };

/** One effect on the world. */
export type Effect =
  | { readonly kind: "write-status"; readonly status: ClusterStatus }
  | { readonly kind: "perform-step"; readonly step: Step }
  | { readonly kind: "send-canary"; readonly canary: CanaryTarget };

/** What became of an effect. */
export type EffectOutcome =
  | { readonly kind: "done" }
  /** A statement runs on behind it; {@link afterLateEnd} takes what becomes of that. */
  | { readonly kind: "going-on" }
  /** The world is not the one that was observed. */
  | { readonly kind: "conflict" }
  /** Whoever was asked said no, or had trouble of its own. */
  | ({ readonly kind: "failed" } & Refusal)
  /** Nobody answered: it may have happened or not, and says nothing of the step. */
  | { readonly kind: "unanswered" }
  /** The process may act no more. */
  | { readonly kind: "forbidden" };

/** A round that goes on. */
export interface Round {
  readonly observation: Observation;
  readonly decision: Decision;
  readonly memory: RoundMemory;
  /** What is still to be done, in this order. */
  readonly effects: readonly Effect[];
  /** Why it ended before all effects were done. */
  readonly stopped?: "conflict" | "failed";
}

function effectsOf({ status, steps, canary }: Decision, { cluster }: Observation): readonly Effect[] {
  // A status write would make the step's precondition on the same object fail.
  const touchesCluster = steps.some((step) => "cluster" in step);
  return [
    ...(status === cluster.status || touchesCluster ? [] : [{ kind: "write-status", status } as const]),
    ...steps.map((step) => ({ kind: "perform-step", step }) as const),
    ...(canary === undefined ? [] : [{ kind: "send-canary", canary } as const]),
  ];
}

/** A wait that was interrupted for no longer than this is the same one: the group changed meanwhile, or a write had to go through. */
function goesOn(wait: RoundMemory["switchWait"], now: number): wait is NonNullable<typeof wait> {
  return wait !== undefined && now - wait.last <= SWITCH_WAIT_KEPT_MS;
}

/** Since when a switch waits, for the observation of a round at `now` (milliseconds since 1970). */
export function switchWaitOf(
  { switchWait }: RoundMemory,
  now: number,
): Pick<Observation, "switchWaitsSince"> {
  return goesOn(switchWait, now) ? { switchWaitsSince: switchWait.since } : {};
}

function switchWait({ switchWait: before }: RoundMemory, { switchWaits }: Decision, now: number) {
  if (switchWaits !== undefined) {
    const since = goesOn(before, now) ? before.since : now;
    return { switchWait: { since, last: now } };
  }
  return goesOn(before, now) ? { switchWait: before } : {};
}

/**
 * Begins a round: decides, and puts the effects in order. Whoever runs it performs the first of `effects`, hands what
 * became of it to {@link afterEffect}, and so on until none is left; then {@link endRound} says when to look again.
 * `decideWith` is what decides. Failures long past are forgotten first: what failed hours ago says nothing of now.
 */
export function beginRound(
  observed: Observation,
  memory: RoundMemory,
  decideWith: (observation: Observation) => Decision = decide,
): Round {
  const { now } = observed;
  const observation = { ...observed, failures: recentFailures(observed.failures, now) };
  const decision = decideWith(observation);
  const { switchWait: before, ...kept } = memory;
  return {
    observation,
    decision,
    memory: {
      ...kept,
      ...switchWait(memory, decision, now),
      freshness: decision.nextFreshness,
      failures: recentFailures(memory.failures, now),
    },
    effects: effectsOf(decision, observation),
  };
}

/** The canary is sent all the same: a step that is tried again and again must not hide that writes hang. */
function stop(
  round: Round,
  left: readonly Effect[],
  stopped: "conflict" | "failed",
  failures = round.memory.failures,
): Round {
  const memory: RoundMemory = { ...round.memory, freshness: "live", failures };
  return { ...round, memory, effects: left.filter(({ kind }) => kind === "send-canary"), stopped };
}

/**
 * The round after its first effect came to this, at `now` (milliseconds since 1970). After one that did not come off
 * only the canary is left; but a status that the API server answers and does not take, as that of an operator newer than
 * its CRD, holds up no step.
 */
export function afterEffect(round: Round, outcome: EffectOutcome, now: number): Round {
  const [effect, ...effects] = round.effects;
  if (effect === undefined) return round;
  const { memory } = round;
  const step = effect.kind === "perform-step" ? effect.step : undefined;
  switch (outcome.kind) {
    case "done": {
      const failures = step === undefined ? memory.failures : withoutFailure(memory.failures, step);
      return { ...round, memory: { ...memory, failures }, effects };
    }
    case "going-on":
      return { ...round, effects };
    case "forbidden":
      return stop(round, [], "conflict");
    case "conflict":
      return stop(round, effects, "conflict");
    case "unanswered":
      return stop(round, effects, "failed");
    case "failed": {
      if (effect.kind === "write-status" && effects.some(({ kind }) => kind === "perform-step"))
        return { ...round, effects };
      if (step === undefined) return stop(round, effects, "failed");
      const { generation = 0 } = round.observation.cluster.metadata;
      return stop(round, effects, "failed", withFailure(memory.failures, step, outcome, generation, now));
    }
    default:
      return outcome;
  }
}

/** A statement that ran on behind its step, and ended. */
export interface LateEnd {
  readonly step: Step;
  /** What was answered; absent when it succeeded. */
  readonly refusal: Refusal | undefined;
  /** Of the Cluster the step was decided for. */
  readonly generation: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The memory after such an end; it goes into the next round. */
export function afterLateEnd(memory: RoundMemory, { step, refusal, generation, at }: LateEnd): RoundMemory {
  const { failures } = memory;
  return {
    ...memory,
    failures:
      refusal === undefined
        ? withoutFailure(failures, step)
        : withFailure(failures, step, refusal, generation, at),
  };
}

/** What a process knows at the end of a round: its memory, and in how many milliseconds it looks again. */
export interface NextRound {
  readonly memory: RoundMemory;
  readonly after: number;
}

/** Ends a round whose effects are done or dropped. `chance` is a number from 0 to 1 that spreads clusters over time. */
export function endRound({ decision, memory, stopped }: Round, chance: number): NextRound {
  if (stopped === "failed") return afterFailedRound(memory, chance);
  if (stopped === "conflict") {
    const conflicts = memory.conflicts + 1;
    const pause = ROUND_AFTER_CONFLICT_MS.first * 2 ** Math.max(0, conflicts - EASY_CONFLICTS);
    return { memory: { ...memory, conflicts }, after: Math.min(pause, ROUND_AFTER_CONFLICT_MS.longest) };
  }
  const after =
    decision.steps.length > 0
      ? Math.max(ROUND_AFTER_STEP_MS, decision.requeueAfter)
      : decision.requeueAfter * (0.9 + 0.2 * chance);
  return { memory: { ...memory, conflicts: 0, failedRounds: 0 }, after };
}

/** Ends a round that failed, also one that came to no observation. `chance` is as in {@link endRound}. */
export function afterFailedRound(memory: RoundMemory, chance: number): NextRound {
  const pause = Math.min(
    ROUND_AFTER_FAILURE_MS.first * 2 ** memory.failedRounds,
    ROUND_AFTER_FAILURE_MS.longest,
  );
  return { memory: { ...memory, failedRounds: memory.failedRounds + 1 }, after: pause * (0.5 + chance / 2) };
}
