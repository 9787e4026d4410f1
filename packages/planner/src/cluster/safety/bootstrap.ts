import { isSubset, parseGtidSet } from "../../gtid/index.ts";
import { IDENTITY_VERSION } from "../../identity/identity.ts";
import type { ServerTarget } from "../../steps/step.ts";
import type { MemberAnswer } from "../observation/member-report.ts";
import type { Observation } from "../observation/observation.ts";
import { allOf, answersOf, countedMembers, isInside, recordOf, transactionsOf } from "./evidence.ts";
import { type Rule, whyNotFresh, whyNotObserved } from "./rule.ts";

/** I1 and I3: nobody is in a group or starts one, and every member whose word counts was heard. */
export function whyGroupMayLive(seen: Observation): string | undefined {
  const answers = answersOf(seen);
  for (const [member, answer] of answers) {
    if (isInside(answer)) return `${member} is in a group`;
    if (answer.busy === "starting") return `a START runs on ${member}`;
  }
  for (const member of countedMembers(seen)) {
    const answer = answers.get(member);
    if (answer === undefined) return `${member} is silent`;
    if (transactionsOf(answer) === undefined) return `the GTID sets of ${member} cannot be read`;
  }
  return undefined;
}

/** What the others hold that has to be on the member. */
function othersHold(seen: Observation, member: string) {
  const answers = answersOf(seen);
  return allOf(countedMembers(seen).flatMap((name) => (name === member ? [] : (answers.get(name) ?? []))));
}

/** I3: the member holds, executed or received, what every other member that counts holds. */
export function whyNotSuperset(seen: Observation, member: string, answer: MemberAnswer): string | undefined {
  const own = transactionsOf(answer);
  return own !== undefined && isSubset(othersHold(seen, member), own)
    ? undefined
    : `other members hold transactions that ${member} does not have`;
}

/** The answer of the server that a statement is meant for; `undefined` when another one, or nobody, answers. */
function targeted(seen: Observation, { member, podUid, serverUuid }: ServerTarget) {
  const answer = answersOf(seen).get(member);
  return answer?.podUid === podUid && answer.serverUuid === serverUuid ? answer : undefined;
}

/** What a newer operator means by the record is not known here. */
export function whyNotOurs({ identity }: Observation): string | undefined {
  return identity.kind === "found" && identity.version > IDENTITY_VERSION
    ? "a newer operator wrote the record"
    : undefined;
}

/** A bootstrap makes a group: I1, that there is no other; I2 and I3, that it begins with all there is. */
export const bootstrapRule: Rule<"bootstrap"> = (step, seen) => {
  const { target, identity, executed } = step;
  const stale = whyNotFresh(seen) ?? whyNotOurs(seen) ?? whyNotObserved(identity, found(seen));
  if (stale !== undefined) return stale;
  const intent = recordOf(seen)?.bootstrap;
  if (intent?.member !== target.member || intent.serverUuid !== target.serverUuid)
    return `the record does not name ${target.member}`;
  const answer = targeted(seen, target);
  if (answer === undefined) return `${target.member} is not the server that answered`;
  if (answer.applier.configured) return `${target.member} still has relay logs of a former group`;
  const all = parseGtidSet(executed);
  const own = transactionsOf(answer);
  if (all === undefined || own === undefined || !isSubset(own, all))
    return `${target.member} has not applied what it holds`;
  return whyGroupMayLive(seen) ?? whyNotSuperset(seen, target.member, answer);
};

/** The record as an object, as it was observed. */
export function found({ identity }: Observation) {
  return identity.kind === "absent" ? undefined : identity;
}

/** `RESET REPLICA ALL` deletes what was received: all of it has been executed, and no group needs the channel. */
export const resetApplierRule: Rule<"reset-applier"> = ({ target }, seen) => {
  const answer = targeted(seen, target);
  if (answer === undefined) return `${target.member} is not the server that answered`;
  if (isInside(answer)) return `${target.member} is in a group`;
  const own = transactionsOf(answer);
  const executed = parseGtidSet(answer.executed);
  return own !== undefined && executed !== undefined && isSubset(own, executed)
    ? undefined
    : `${target.member} has received transactions that it has not executed`;
};
