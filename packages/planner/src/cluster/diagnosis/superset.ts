import { EMPTY_GTID_SET, type GtidSet, isSubset, unionOf } from "../../gtid/index.ts";
import type { RespondingMember } from "../view/member.ts";

/** All transactions that any of the members executed or received. */
export function allTransactions(members: readonly RespondingMember[]): GtidSet {
  return members.reduce((all, member) => unionOf(all, member.transactions), EMPTY_GTID_SET);
}

/**
 * Members that hold every transaction of all others, by inclusion of sets. Empty when the members diverged. Counts
 * and ordinals say nothing: a group assigns numbers in blocks.
 */
export function supersets(members: readonly RespondingMember[]): readonly RespondingMember[] {
  const all = allTransactions(members);
  return members.filter((member) => isSubset(all, member.transactions));
}
