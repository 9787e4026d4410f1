import type { Step } from "../../steps/step.ts";
import { SESSIONS_LEFT_MS } from "../../timing.ts";
import type { Group } from "../diagnosis/diagnosis.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding, type RespondingMember } from "../view/member.ts";
import { preconditionOf, serverTarget } from "./targets.ts";
import { type ByMajority, performEach, type Task } from "./task.ts";

/** Members that stay, answer, are not the primary, and may have sessions of clients that took them for it. */
export function formerPrimaries(
  { members }: ClusterView,
  group: Group | undefined,
): readonly (RespondingMember & { readonly since: number })[] {
  return members.filter(isResponding).flatMap((member) => {
    const since = member.pod.formerPrimarySince;
    const isDone = since === undefined || member.pod.deleting || member.name === group?.primary;
    return isDone ? [] : [{ ...member, since }];
  });
}

/**
 * Ends what clients opened on a former primary and what was not ended when the label was taken from it: it did not
 * answer then, or the Service still led to it for a moment. Each session there would go on reading from a secondary, and
 * have its writes refused, for as long as a pool keeps it.
 */
export const endSessions: Task<ByMajority> = ({ view, group }) => {
  const { now } = view.observation;
  const steps = formerPrimaries(view, group)
    .filter(({ since }) => now - since >= SESSIONS_LEFT_MS)
    .map(
      (member): Step => ({
        kind: "end-sessions",
        target: serverTarget(member),
        pod: preconditionOf(member.pod),
        because: `clients may hold sessions on ${member.name}, which was the primary`,
      }),
    );
  return steps.length === 0 ? undefined : performEach(...steps);
};
