import { difference, type GtidSet, gtidSetText } from "../../gtid/index.ts";
import { JOIN_AGAIN_MS, REJOIN_MS } from "../../timing.ts";
import type { Group } from "../diagnosis/diagnosis.ts";
import { onlineMembers, rowOf } from "../diagnosis/group.ts";
import { allTransactions } from "../diagnosis/superset.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding, type Member, type RespondingMember } from "../view/member.ts";
import { changedIdentity, withMembers } from "./record-change.ts";
import { failureOf, refusedJoin } from "./refused-step.ts";
import { serverTarget } from "./targets.ts";
import { type ByMajority, pending, perform, type Task, type UnderPrimary, type Work } from "./task.ts";

/** Transactions of the member that no member of the group has. */
export function errantTransactions(view: ClusterView, group: Group, member: RespondingMember): GtidSet {
  const online = new Set(onlineMembers(group));
  const members = view.members.filter(isResponding).filter(({ name }) => online.has(name));
  return difference(member.transactions, allTransactions(members));
}

/** Whether the record says that what the member's volume holds is given up: the group may have written other transactions under the same GTIDs. */
export function isRecordedAsGivenUp({ identity }: ClusterView, { name, claim }: Member): boolean {
  return claim !== undefined && identity?.abandonedClaims[name] === claim.uid;
}

function isUnderWay(view: ClusterView, group: Group, except: string): boolean {
  return view.members.some(
    ({ name, answer }) =>
      name !== except &&
      (answer?.busy !== undefined ||
        answer?.state === "RECOVERING" ||
        rowOf(group, name)?.state === "RECOVERING"),
  );
}

function join(view: ClusterView, group: Group, member: RespondingMember): Work | undefined {
  const { name, answer } = member;
  const target = serverTarget(member);
  const isNew = member.executed.size === 0;
  if (!member.recorded) {
    return changedIdentity(view, (record) => withMembers(record, [name]), `${name} is about to join`);
  }
  if (!answer.recoveryConfigured) {
    return perform({ kind: "configure-recovery", target, because: `${name} needs the replication account` });
  }
  if (isNew && isUnderWay(view, group, name))
    return pending(`${name} joins after the member that is joining`);
  return perform({
    kind: "join",
    target,
    ...(isNew ? { cloneThreshold: 1 } : {}),
    because: isNew ? `${name} has an empty volume` : `${name} is not in the group`,
  });
}

function returnedMember(view: ClusterView, group: Group, member: RespondingMember): Work | undefined {
  const { answer, name } = member;
  const since = view.observation.now - answer.stateSince;
  if (answer.busy !== undefined) return pending(`${name} is ${answer.busy}`);
  const stray = answer.state === "ONLINE" || answer.state === "RECOVERING" || answer.state === "ERROR";
  if (stray && since < REJOIN_MS)
    return pending(`${name} is ${answer.state} outside of the group and may return by itself`);
  if (stray)
    return perform({
      kind: "leave",
      target: serverTarget(member),
      because: `${name} did not return by itself`,
    });
  if (isRecordedAsGivenUp(view, member) || errantTransactions(view, group, member).size > 0) return undefined;
  if (answer.joinError !== undefined && since < JOIN_AGAIN_MS)
    return pending(`${name} was refused: ${answer.joinError}`);
  const refused = failureOf(view, "join", name);
  if (refused !== undefined && view.observation.now - refused.at < JOIN_AGAIN_MS)
    return pending(`${name} was refused: ${refused.message}`);
  return join(view, group, member);
}

/** Lets members into the group that are not in it: one decision at a time, clones one after the other. */
export const joinMembers: Task<UnderPrimary> = ({ view, group }) => {
  let waiting: Work | undefined;
  for (const member of view.members) {
    if (member.ordinal >= view.wanted || !isResponding(member) || member.pod.deleting) continue;
    if (rowOf(group, member.name) !== undefined) continue;
    const work = returnedMember(view, group, member);
    if (work?.kind === "do") return work;
    waiting ??= work;
  }
  return waiting;
};

/** What the record does not say of a group that lives: it was made anew, or by hand. */
export const recordMembers: Task<ByMajority> = ({ view, group }) => {
  const { identity } = view;
  if (identity === undefined) return undefined;
  const missing = Object.values(group.names).filter((name) => !identity.members.includes(name));
  const unknown = !identity.initialised && identity.bootstrap === undefined;
  if (missing.length === 0 && !unknown) return undefined;
  return changedIdentity(
    view,
    (record) => ({ ...withMembers(record, missing), initialised: unknown || record.initialised }),
    unknown ? "a group lives" : `${missing.join(", ")} are in the group`,
  );
};

/** How a person gives a member up: a name that was carried out before has to be said anew. */
function givingUp({ spec }: ClusterView, name: string): string {
  return spec.abandonedMembers?.includes(name) === true
    ? `take ${name} out of spec.abandonedMembers, apply, and put it in again`
    : `name ${name} in spec.abandonedMembers`;
}

/** A member that holds transactions the group does not have stays out, or whose START is refused: a person is told. */
export const reportRefusedMembers: Task<ByMajority> = ({ view, group }) => {
  for (const member of view.members) {
    if (!isResponding(member) || member.abandoned || rowOf(group, member.name) !== undefined) continue;
    const refused = refusedJoin(view, member.name);
    if (refused !== undefined) return { kind: "note", stall: refused };
    if (member.ordinal >= view.wanted || member.answer.state !== "OFFLINE") continue;
    if (isRecordedAsGivenUp(view, member)) {
      return {
        kind: "note",
        stall: {
          reason: "MemberRefused",
          message: `${member.name} was given up, and the group went on without it: what it holds may differ under the same GTIDs. Save what you need of it, then name ${member.name} in spec.abandonedMembers: it is rebuilt from the group.`,
        },
      };
    }
    const errant = errantTransactions(view, group, member);
    if (errant.size === 0) continue;
    return {
      kind: "note",
      stall: {
        reason: "MemberRefused",
        message: `${member.name} holds transactions that the group does not have: ${gtidSetText(errant)}. Save what you need of them, then ${givingUp(view, member.name)}: it is rebuilt from the group.`,
      },
    };
  }
  return undefined;
};
