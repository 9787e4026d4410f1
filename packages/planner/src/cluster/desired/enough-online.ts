import type { ClusterView } from "../view/cluster-view.ts";

/** How many members can be online at most: the recorded ones that are to stay, or all of a new cluster. */
function possibleMembers({ identity, members, wanted }: ClusterView): number {
  if (identity?.initialised !== true) return wanted;
  return members.filter((member) => member.recorded && !member.abandoned && member.ordinal < wanted).length;
}

/** Whether what the group acknowledges is on two disks, or on the only one there can be. */
export function enoughOnline(view: ClusterView, online: readonly string[]): boolean {
  return online.length >= Math.min(2, possibleMembers(view));
}
