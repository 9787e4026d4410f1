import type { Step } from "../../steps/step.ts";
import { MEMBER_SILENT_MS } from "../../timing.ts";
import type { Group } from "../diagnosis/diagnosis.ts";
import { rowOf, stateIn } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding, type Member } from "../view/member.ts";
import { errantTransactions, isRecordedAsGivenUp } from "./join-members.ts";
import { changedIdentity } from "./record-change.ts";
import { failureOf } from "./refused-step.ts";
import { preconditionOf } from "./targets.ts";
import { performLive, type Task, type UnderPrimary, type Work } from "./task.ts";

/** Whether the member cannot return by itself: it is silent for a minute, has transactions of its own, or was refused. */
function isGivenUp(view: ClusterView, group: Group, member: Member): boolean {
  if (!member.abandoned || rowOf(group, member.name) !== undefined) return false;
  if (isRecordedAsGivenUp(view, member)) return true;
  if (isResponding(member)) {
    const wasRefused = member.answer.joinError !== undefined || member.answer.applier.error !== undefined;
    const failed = failureOf(view, "join", member.name) !== undefined;
    return wasRefused || failed || errantTransactions(view, group, member).size > 0;
  }
  const silentSince = member.report?.kind === "unreachable" ? member.report.since : view.observation.now;
  return view.observation.now - silentSince >= MEMBER_SILENT_MS;
}

/**
 * The claim to give up; none when the member is back as it is, so that the spec's word is spent. It has to say so
 * itself: the group shows a member for some seconds after its node is gone.
 */
function givenUpClaim(view: ClusterView, group: Group, member: Member): string | undefined {
  const isBack = stateIn(group, member.name) === "ONLINE" && member.answer?.state === "ONLINE";
  if (member.abandoned && isBack && !isRecordedAsGivenUp(view, member)) return "";
  return isGivenUp(view, group, member) ? member.claim?.uid : undefined;
}

/** The record of which claims the spec gave up, brought in line with the spec. */
function recordedClaims(view: ClusterView, group: Group): Work | undefined {
  const { identity, members, spec } = view;
  if (identity === undefined) return undefined;
  const known = Object.entries(identity.abandonedClaims);
  const kept = known.filter(
    ([name]) =>
      spec.abandonedMembers?.includes(name) === true ||
      members.some(
        (member) =>
          member.name === name && rowOf(group, name) === undefined && isRecordedAsGivenUp(view, member),
      ),
  );
  const added = members.flatMap((member) => {
    const claim = givenUpClaim(view, group, member);
    const isNew = claim !== undefined && identity.abandonedClaims[member.name] === undefined;
    return isNew ? [[member.name, claim] as const] : [];
  });
  if (kept.length === known.length && added.length === 0) return undefined;
  return changedIdentity(
    view,
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
export const rebuildMembers: Task<UnderPrimary> = ({ view, group }) => {
  const recorded = recordedClaims(view, group);
  if (recorded !== undefined) return recorded;
  const member = view.members.find(
    (one) =>
      isGivenUp(view, group, one) &&
      one.claim !== undefined &&
      view.identity?.abandonedClaims[one.name] === one.claim.uid,
  );
  if (member?.claim === undefined) return undefined;
  const because = `spec.abandonedMembers names ${member.name}`;
  const steps: readonly Step[] = [
    ...(member.claim.deleting
      ? []
      : [{ kind: "delete-claim", target: preconditionOf(member.claim), because } as const]),
    ...(member.pod === undefined || member.pod.deleting
      ? []
      : [{ kind: "delete-pod", target: preconditionOf(member.pod), because } as const]),
  ];
  return steps.length === 0 ? undefined : performLive(...steps);
};
