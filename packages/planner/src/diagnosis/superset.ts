import { EMPTY_GTID_SET, type GtidSet, isSubset, unionOf } from "../gtid/index.ts";
import type { AnsweringSeat } from "../situation/seat.ts";

/** All transactions that any of the members executed or received. */
export function allTransactions(seats: readonly AnsweringSeat[]): GtidSet {
  return seats.reduce((all, seat) => unionOf(all, seat.transactions), EMPTY_GTID_SET);
}

/**
 * Members that hold every transaction of all others, by inclusion of sets. Empty when the members diverged. Counts
 * and ordinals say nothing: a group assigns numbers in blocks.
 */
export function supersets(seats: readonly AnsweringSeat[]): readonly AnsweringSeat[] {
  const all = allTransactions(seats);
  return seats.filter((seat) => isSubset(all, seat.transactions));
}
