import { wantedMembers } from "@grampus/api";
import { ordinalOf } from "@grampus/resources";
import type { Identity } from "../../identity/identity.ts";
import type { Observation } from "../observation/observation.ts";
import { found, whyGroupMayLive, whyNotOurs, whyNotSuperset } from "./bootstrap.ts";
import {
  answersOf,
  isGivenUp,
  isMember,
  isOnline,
  type Majority,
  majorityOf,
  membersWithVolumes,
  recordOf,
} from "./evidence.ts";
import { type Rule, whyNotFresh, whyNotObserved } from "./rule.ts";

/** I3: who is not in the record is not heard before a bootstrap, so every volume that is there has to be in it. */
export const createRecordRule: Rule<"create-identity"> = ({ record }, seen) => {
  const stale = whyNotFresh(seen);
  if (stale !== undefined) return stale;
  const missing = membersWithVolumes(seen).find((member) => !record.members.includes(member));
  if (missing !== undefined) return `${missing} has a volume, and the record leaves it out`;
  return record.bootstrap === undefined ? undefined : "a new record cannot name who bootstraps";
};

/** Why the group may not live without the members that leave: a recorded one may have less, should its only disk be lost. */
function whyOnOneDisk(after: Identity, seen: Observation, majority: Majority): string | undefined {
  const online = membersWithVolumes(seen).filter((member) => isOnline(seen, majority, member));
  if (online.length > 1) return undefined;
  const staying = after.members.find((member) => !online.includes(member) && !isGivenUp(seen, member));
  return staying === undefined
    ? undefined
    : `the group stands on one disk, and ${staying} stays in the record`;
}

/** I3: a member leaves the record when the group lives without it, or when it has no volume and nothing was ever bootstrapped. */
function whyLeftOut(before: Identity, after: Identity, seen: Observation): string | undefined {
  const leaving = before.members.filter((member) => !after.members.includes(member));
  if (leaving.length === 0) return undefined;
  const volumes = new Set(membersWithVolumes(seen));
  const majority = majorityOf(seen);
  const lost = leaving.find((member) => {
    if (majority !== undefined) return isMember(seen, majority, member);
    return before.initialised || volumes.has(member);
  });
  if (lost !== undefined) return `${lost} may hold transactions, and leaves the record`;
  return majority === undefined ? undefined : whyOnOneDisk(after, seen, majority);
}

/** I1 and I3: the choice is right, and who was chosen before can no longer carry it out. */
function whyNotChosen(before: Identity, after: Identity, seen: Observation): string | undefined {
  const { bootstrap } = after;
  if (bootstrap === undefined) return undefined;
  const { member, serverUuid } = bootstrap;
  if (before.bootstrap?.member === member && before.bootstrap.serverUuid === serverUuid) return undefined;
  const answers = answersOf(seen);
  const answer = answers.get(member);
  if (answer?.serverUuid !== serverUuid) return `${member} is not the server that answered`;
  if (!after.members.includes(member)) return `${member} is not in the record`;
  const former = before.bootstrap?.member;
  if (former !== undefined && !answers.has(former) && !isGivenUp(seen, former))
    return `${former} was chosen before, and may still carry it out`;
  return whyGroupMayLive(seen) ?? whyNotSuperset(seen, member, answer);
}

/** How many of the recorded members there can be in the group. */
function possible(before: Identity, seen: Observation): number {
  const wanted = wantedMembers(seen.cluster.spec);
  if (!before.initialised) return wanted;
  const ordinal = (member: string) => ordinalOf(seen.cluster.metadata.name, member) ?? 0;
  return before.members.filter((member) => ordinal(member) < wanted && !isGivenUp(seen, member)).length;
}

/**
 * I2: a bootstrap stands when a second disk has what the first acknowledges, and a write went through, or only the
 * operator's own table or account kept it from that.
 */
function whyNotConfirmed(before: Identity, after: Identity, seen: Observation): string | undefined {
  if (before.bootstrap === undefined || after.bootstrap !== undefined) return undefined;
  const majority = majorityOf(seen);
  if (majority === undefined) return "no majority says that the group lives";
  const online = membersWithVolumes(seen).filter((member) => isOnline(seen, majority, member));
  if (online.length < Math.min(2, possible(before, seen))) return "the group stands on one member";
  const { canary } = seen;
  const isOwnTrouble = canary?.refusal?.about === "schema" || canary?.refusal?.about === "account";
  const isTold = canary?.viewId === majority.viewId && (canary.outcome === "written" || isOwnTrouble);
  return isTold ? undefined : "no write went through";
}

/** I4: the word about a volume is the spec's, and about the volume that is there. */
function whyNotGiven(before: Identity, after: Identity, seen: Observation): string | undefined {
  const named = seen.cluster.spec?.abandonedMembers ?? [];
  for (const [member, claim] of Object.entries(after.abandonedClaims)) {
    if (before.abandonedClaims[member] === claim) continue;
    const isThere = seen.claims.some((one) => one.member === member && one.uid === claim);
    const isNew = before.abandonedClaims[member] === undefined;
    if (!isNew || !named.includes(member) || (claim !== "" && !isThere))
      return `the spec does not give up the volume of ${member}`;
  }
  return undefined;
}

/** The record says whose word a bootstrap needs, and who is to bootstrap: I1 to I4 rest on it. */
export const replaceRecordRule: Rule<"replace-identity"> = ({ target, record: after }, seen) => {
  const before = recordOf(seen);
  if (before === undefined) return "there is no record to be read";
  if (after.groupName !== before.groupName) return "the group's name changes";
  if (before.initialised && !after.initialised) return "the cluster held data, and the record denies it";
  return (
    whyNotFresh(seen) ??
    whyNotOurs(seen) ??
    whyNotObserved(target, found(seen)) ??
    whyLeftOut(before, after, seen) ??
    whyNotChosen(before, after, seen) ??
    whyNotConfirmed(before, after, seen) ??
    whyNotGiven(before, after, seen)
  );
};
