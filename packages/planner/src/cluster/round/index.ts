export {
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
  switchWaitOf,
} from "./round.ts";
export type { Refusal } from "./step-failures.ts";
