import type { GroupState, ViewMember } from "../observation/member-report.ts";
import type { Canary, CanaryRefusal } from "../observation/observation.ts";
import type { Diagnosis, Group, MajorityGroup, PrimaryGroup } from "./diagnosis.ts";

/** The group that is seen; `undefined` in the states without one. */
export function groupOf(diagnosis: Diagnosis): Group | undefined {
  return diagnosis.state === "Grouped" || diagnosis.state === "ApplierStuck" ? diagnosis.group : undefined;
}

/** Whether most of the group say the same. */
export function isMajority(group: Group): group is MajorityGroup {
  return group.evidence === "majority";
}

/** Whether most of the group say the same, and that there is a primary. */
export function isLed(group: Group): group is PrimaryGroup {
  return isMajority(group) && group.primary !== undefined;
}

/** Names of the members that are ONLINE in the group, in order. */
export function onlineMembers(group: Group): readonly string[] {
  return group.members
    .flatMap((row) => {
      const name = group.names[row.serverUuid];
      return row.state === "ONLINE" && name !== undefined ? [name] : [];
    })
    .sort();
}

/** The row of a member in the group's view; `undefined` when it is not in it. */
export function rowOf(group: Group, member: string): ViewMember | undefined {
  return group.members.find((row) => group.names[row.serverUuid] === member);
}

/** The state of a member in the group's view. */
export function stateIn(group: Group, member: string): GroupState | undefined {
  return rowOf(group, member)?.state;
}

/** Whether a canary was written on this primary since the group has this view. */
export function isWritten(canary: Canary | undefined, group: Group): boolean {
  return canary?.outcome === "written" && canary.member === group.primary && canary.viewId === group.viewId;
}

/** Whether the last canary on this primary got no answer while the group had this view. */
export function isHanging(canary: Canary | undefined, group: Group): boolean {
  return canary?.outcome === "hung" && canary.member === group.primary && canary.viewId === group.viewId;
}

/** Why this primary refused the last canary while the group had this view; `undefined` when it did not. */
export function canaryRefusal(canary: Canary | undefined, group: Group): CanaryRefusal | undefined {
  const isOfNow = canary?.member === group.primary && canary?.viewId === group.viewId;
  return isOfNow && canary?.outcome === "refused" ? canary.refusal : undefined;
}
