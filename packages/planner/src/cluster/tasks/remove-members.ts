import { isSubset } from "../../gtid/index.ts";
import type { PrimaryGroup } from "../diagnosis/diagnosis.ts";
import { lagIn } from "../diagnosis/far-behind.ts";
import { onlineMembers, rowOf } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding, type Member } from "../view/member.ts";
import { changedIdentity } from "./record-change.ts";
import { handOver, whyNotSpared } from "./roll-out.ts";
import { serverTarget } from "./targets.ts";
import { pending, perform, type Task, type UnderPrimary, type Work, waitFor } from "./task.ts";

/** Takes members that are above the size and out of the group out of the record: none of them may come back by itself. */
function forget(view: ClusterView, leavers: readonly Member[]): Work | undefined {
  const busy = leavers.find(({ answer }) => answer?.busy !== undefined);
  if (busy !== undefined) return waitFor(`${busy.name} is ${busy.answer?.busy}`);
  const stray = leavers.filter(isResponding).find(({ answer }) => answer.state !== "OFFLINE");
  if (stray !== undefined)
    return perform({
      kind: "leave",
      target: serverTarget(stray),
      because: `${stray.name} must not rejoin by itself`,
    });
  const names = leavers.map(({ name }) => name);
  return changedIdentity(
    view,
    (record) => ({ ...record, members: record.members.filter((name) => !names.includes(name)) }),
    `${names.join(", ")} left the group, and the spec asks for ${view.wanted} of ${view.observation.statefulSet?.replicas ?? 0} members`,
  );
}

/** Members that are ONLINE and keep up: of one that does not, only what it has on its disk counts when others are lost. */
function keepingUp(view: ClusterView, group: PrimaryGroup, last: Member): readonly string[] {
  return onlineMembers(group).filter((name) => {
    const member = view.members.find((one) => one.name === name);
    if (member?.answer === undefined) return true;
    if (member.answer.applier.stuckWorkers > 0 || lagIn(view, group, member) !== undefined) return false;
    const held = last.transactions;
    return held === undefined || member.transactions === undefined || isSubset(held, member.transactions);
  });
}

/**
 * Forgets the last member when two are ONLINE and keep up. A group on one disk forgets all at once, and only when nobody
 * else stays recorded: were that disk lost, a recorded member might bootstrap with less than the volume of a forgotten
 * one holds.
 */
function forgetOutside(view: ClusterView, group: PrimaryGroup, last: Member): Work | undefined {
  const online = keepingUp(view, group, last);
  if (online.length > 1) return forget(view, [last]);
  const recorded = view.members.filter(({ name, recorded, abandoned }) => {
    return recorded && !abandoned && !online.includes(name);
  });
  const staying = recorded.find(
    ({ ordinal, name }) => ordinal < view.wanted || rowOf(group, name) !== undefined,
  );
  if (staying !== undefined)
    return pending(
      `${last.name} leaves the record when ${staying.name} is ONLINE and keeps up: the group stands on one disk`,
    );
  return forget(
    view,
    view.members.filter(({ ordinal, recorded, name }) => {
      return ordinal >= view.wanted && recorded && rowOf(group, name) === undefined;
    }),
  );
}

/**
 * Takes the last member out when there are more than the spec asks for: never the primary, out of the group first, out
 * of the record next; only then does the StatefulSet get smaller. Its claim stays.
 */
export const removeMembers: Task<UnderPrimary> = ({ view, group }) => {
  const { wanted, members, identity } = view;
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
  if (row === undefined) return forgetOutside(view, group, last);
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
