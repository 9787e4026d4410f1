import { ordinalOf } from "@grampus/resources";
import type { Group } from "../diagnosis/diagnosis.ts";
import { rowOf } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";

/** One more than the highest ordinal that the record names: none of its volumes may be left out of an outage. */
function recordedReplicas({ identity, name }: ClusterView): number {
  const ordinals = (identity?.members ?? []).flatMap((member) => ordinalOf(name, member) ?? []);
  return Math.max(0, ...ordinals.map((ordinal) => ordinal + 1));
}

/**
 * How many members the StatefulSet should have now. It grows at once, but only with a group that takes newcomers, and
 * shrinks by one member that has left the group and the record. Without a group it stays, but for recorded members that
 * have no pod: their volumes have to be heard.
 */
export function desiredReplicas(view: ClusterView, group: Group | undefined): number {
  const { observation, wanted, identity, members } = view;
  const current = observation.statefulSet?.replicas;
  if (current === undefined) return Math.max(wanted, recordedReplicas(view));
  if (identity?.initialised !== true && identity?.bootstrap === undefined)
    return Math.max(wanted, recordedReplicas(view));
  if (group?.evidence !== "majority") return Math.max(current, recordedReplicas(view));
  if (wanted >= current) return wanted;
  const last = members.find((member) => member.ordinal === current - 1);
  const departed = last === undefined || (!last.recorded && rowOf(group, last.name) === undefined);
  return departed ? current - 1 : current;
}
