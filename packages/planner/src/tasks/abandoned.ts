import type { Group } from "../diagnosis/diagnosis.ts";
import { rowOf, stateIn } from "../diagnosis/group.ts";
import { isAnswering, type Seat } from "../situation/seat.ts";
import type { Situation } from "../situation/situation.ts";
import type { Step } from "../steps/step.ts";
import { changedIdentity } from "./identity-steps.ts";
import { errantTransactions } from "./join.ts";
import { failureOf } from "./refused-step.ts";
import { preconditionOf } from "./targets.ts";
import { performLive, type Task, type Work } from "./task.ts";
import { PATIENCE } from "./untrusted.ts";

/** Whether the member cannot return by itself: it is silent for a minute, has transactions of its own, or was refused. */
function isGivenUp(situation: Situation, group: Group, seat: Seat): boolean {
  if (!seat.abandoned || rowOf(group, seat.name) !== undefined) return false;
  if (isAnswering(seat)) {
    const wasRefused = seat.answer.joinError !== undefined || seat.answer.applier.error !== undefined;
    const failed = failureOf(situation, "join", seat.name) !== undefined;
    return wasRefused || failed || errantTransactions(situation, group, seat).size > 0;
  }
  const silentSince = seat.report?.kind === "unreachable" ? seat.report.since : situation.observation.now;
  return situation.observation.now - silentSince >= PATIENCE;
}

/**
 * The claim to give up; none when the member is back as it is, so that the spec's word is spent. It has to say so
 * itself: the group shows a member for some seconds after its node is gone.
 */
function givenUpClaim(situation: Situation, group: Group, seat: Seat): string | undefined {
  const isBack = stateIn(group, seat.name) === "ONLINE" && seat.answer?.state === "ONLINE";
  if (seat.abandoned && isBack) return "";
  return isGivenUp(situation, group, seat) ? seat.claim?.uid : undefined;
}

/** The record of which claims the spec gave up, brought in line with the spec. */
function recordedClaims(situation: Situation, group: Group): Work | undefined {
  const { identity, seats, spec } = situation;
  if (identity === undefined) return undefined;
  const known = Object.entries(identity.abandonedClaims);
  const kept = known.filter(([member]) => spec.abandonedMembers?.includes(member) === true);
  const added = seats.flatMap((seat) => {
    const claim = givenUpClaim(situation, group, seat);
    const isNew = claim !== undefined && identity.abandonedClaims[seat.name] === undefined;
    return isNew ? [[seat.name, claim] as const] : [];
  });
  if (kept.length === known.length && added.length === 0) return undefined;
  return changedIdentity(
    situation,
    (record) => ({ ...record, abandonedClaims: Object.fromEntries([...kept, ...added]) }),
    added.length > 0
      ? `the spec gives up ${added.map(([member]) => member).join(", ")}`
      : "the spec no longer gives them up",
  );
}

/**
 * Rebuilds members the spec gave up, where they cannot return by themselves: the claim that was there when they were
 * named goes, with its uid as precondition, and the next one is filled by CLONE. A claim that came later is safe.
 */
export const rebuiltMembers: Task = ({ situation, group }) => {
  if (group?.evidence !== "majority" || group.primary === undefined) return undefined;
  const recorded = recordedClaims(situation, group);
  if (recorded !== undefined) return recorded;
  const seat = situation.seats.find(
    (one) =>
      isGivenUp(situation, group, one) &&
      one.claim !== undefined &&
      situation.identity?.abandonedClaims[one.name] === one.claim.uid,
  );
  if (seat?.claim === undefined) return undefined;
  const because = `spec.abandonedMembers names ${seat.name}`;
  const steps: readonly Step[] = [
    ...(seat.claim.deleting
      ? []
      : [{ kind: "delete-claim", target: preconditionOf(seat.claim), because } as const]),
    ...(seat.pod === undefined || seat.pod.deleting
      ? []
      : [{ kind: "delete-pod", target: preconditionOf(seat.pod), because } as const]),
  ];
  return steps.length === 0 ? undefined : performLive(...steps);
};
