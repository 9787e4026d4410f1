import { onlineMembers, rowOf } from "../diagnosis/group.ts";
import { isResponding } from "../view/member.ts";
import { changedIdentity } from "./record-change.ts";
import { handOver, whyNotSpared } from "./roll-out.ts";
import { serverTarget } from "./targets.ts";
import { pending, perform, type Task, type UnderPrimary, waitFor } from "./task.ts";

/**
 * Takes the last member out when there are more than the spec asks for: never the primary, out of the group first, out
 * of the record next; only then does the StatefulSet get smaller. Its claim stays.
 */
export const removeMembers: Task<UnderPrimary> = ({ view, group }) => {
  const { wanted, members, observation, identity } = view;
  const replicas = observation.statefulSet?.replicas ?? 0;
  if (identity?.bootstrap !== undefined) return undefined;
  const last = members
    .filter(
      (member) => member.ordinal >= wanted && (member.recorded || rowOf(group, member.name) !== undefined),
    )
    .at(-1);
  if (last === undefined) return undefined;
  if (last.answer?.busy !== undefined) return waitFor(`${last.name} is ${last.answer.busy}`);
  const row = rowOf(group, last.name);
  if (row === undefined && group.members.some(({ serverUuid }) => group.names[serverUuid] === undefined))
    return waitFor(`the group has a member whose host no view knows yet: it may be ${last.name}`);
  if (row === undefined) {
    if (isResponding(last) && last.answer.state !== "OFFLINE") {
      return perform({
        kind: "leave",
        target: serverTarget(last),
        because: `${last.name} must not rejoin by itself`,
      });
    }
    return changedIdentity(
      view,
      (record) => ({ ...record, members: record.members.filter((name) => name !== last.name) }),
      `${last.name} left the group, and the spec asks for ${wanted} of ${replicas} members`,
    );
  }
  if (row.state === "UNREACHABLE") return waitFor(`the group is to expel ${last.name}`);
  const why = whyNotSpared(view, group, last.name);
  const leavers = group.members.filter((one) => {
    const member = members.find((candidate) => candidate.name === group.names[one.serverUuid]);
    return member !== undefined && member.ordinal >= wanted;
  });
  const othersOnline = onlineMembers(group).filter((name) => name !== last.name);
  if (why !== undefined || othersOnline.length === 0)
    return waitFor(`${last.name} is to leave: ${why ?? "nobody else is online"}`);
  if (group.primary === last.name) {
    const except = leavers.flatMap((one) => group.names[one.serverUuid] ?? []);
    return (
      handOver(view, group, except, `${last.name} is to leave`) ??
      // One of another version may take over only when the primary was restarted: what comes later does that.
      pending(`nobody can take over from ${last.name}`)
    );
  }
  if (!isResponding(last)) return waitFor(`${last.name} is to leave, and does not answer`);
  return perform({
    kind: "leave",
    target: serverTarget(last),
    because: `the spec asks for ${wanted} members`,
  });
};

/** The cluster is not what the spec says until the pods above its size are gone. */
export const endRemovedMembers: Task = ({ view: { members, wanted } }) => {
  const ending = members.find((member) => member.ordinal >= wanted && member.pod !== undefined);
  return ending === undefined ? undefined : waitFor(`${ending.name} ends`);
};
