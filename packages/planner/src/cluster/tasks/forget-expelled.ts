import { EXPELLED_SILENT_MS } from "../../timing.ts";
import type { PrimaryGroup } from "../diagnosis/diagnosis.ts";
import { rowOf } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding, type Member } from "../view/member.ts";
import { preconditionOf, serverTarget } from "./targets.ts";
import { perform, type Task, type UnderPrimary } from "./task.ts";

/** A member with a pod that the group is without, and at whose address nobody says a word: the group waits for each dial to it. */
function silentOutside({ members, observation }: ClusterView, group: PrimaryGroup): Member | undefined {
  return members.find(({ name, pod, report }) => {
    if (pod === undefined || rowOf(group, name) !== undefined || report?.kind !== "unreachable") return false;
    return report.reason === "timeout" && observation.now - report.since >= EXPELLED_SILENT_MS;
  });
}

/**
 * Makes the group forget a member that it expelled and whose host stays silent, once in each view: older configurations
 * of the group hold it until later ones take their place, and each dial to it stops every commit for a second or two.
 */
export const forgetExpelled: Task<UnderPrimary> = ({ view, group }) => {
  const primary = view.members.find(({ name }) => name === group.primary);
  if (primary === undefined || !isResponding(primary)) return undefined;
  if (primary.pod.forgottenIn === group.viewId) return undefined;
  if (group.members.some(({ state }) => state === "UNREACHABLE")) return undefined;
  const silent = silentOutside(view, group);
  if (silent === undefined) return undefined;
  return perform({
    kind: "forget-expelled",
    target: serverTarget(primary),
    pod: preconditionOf(primary.pod),
    viewId: group.viewId,
    because: `${silent.name} is out of the group and silent: commits wait while the group dials it`,
  });
};
