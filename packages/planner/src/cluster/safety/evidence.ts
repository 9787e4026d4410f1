import { memberHost, ordinalOf } from "@grampus/resources";
import { EMPTY_GTID_SET, type GtidSet, parseGtidSet, unionOf } from "../../gtid/index.ts";
import type { Identity } from "../../identity/identity.ts";
import type { MemberAnswer, ViewMember } from "../observation/member-report.ts";
import type { Observation } from "../observation/observation.ts";

// What the rules of this folder go by. Read from the observation anew, and not from the view or the diagnosis that the
// tasks go by: a mistake there would be the same mistake here.

/** The record of the cluster; `undefined` when there is none to be read. */
export function recordOf({ identity }: Observation): Identity | undefined {
  return identity.kind === "found" ? identity.record : undefined;
}

/** What servers said whose pods are the ones that are there, by member. */
export function answersOf({ members, pods }: Observation): ReadonlyMap<string, MemberAnswer> {
  return new Map(
    pods.flatMap(({ name, uid }) => {
      const report = members[name];
      return report?.kind === "answered" && report.podUid === uid ? [[name, report] as const] : [];
    }),
  );
}

/** Members of the cluster that have a pod or a claim. */
export function membersWithVolumes({ cluster, pods, claims }: Observation): readonly string[] {
  const names = [...pods.map(({ name }) => name), ...claims.map(({ member }) => member)];
  return [...new Set(names)].filter((name) => ordinalOf(cluster.metadata.name, name) !== undefined);
}

/** Whether the spec gives up what the member's volume holds: the one that was there when it was named. */
export function isGivenUp(seen: Observation, member: string): boolean {
  if (seen.cluster.spec?.abandonedMembers?.includes(member) !== true) return false;
  const meant = recordOf(seen)?.abandonedClaims[member];
  if (meant === undefined) return true;
  const claim = seen.claims.find((one) => one.member === member);
  return meant !== "" && (claim === undefined || claim.uid === meant);
}

/** Whether the server says that it is a member of a group, or becomes one. */
export function isInside({ state }: MemberAnswer): boolean {
  return state === "ONLINE" || state === "RECOVERING";
}

/** What a server executed and received; `undefined` when it cannot be read. */
export function transactionsOf(answer: MemberAnswer): GtidSet | undefined {
  const executed = parseGtidSet(answer.executed);
  const received = parseGtidSet(answer.applier.received);
  return executed === undefined || received === undefined ? undefined : unionOf(executed, received);
}

/** All that these servers executed or received. */
export function allOf(answers: readonly MemberAnswer[]): GtidSet {
  return answers.reduce(
    (all, answer) => unionOf(all, transactionsOf(answer) ?? EMPTY_GTID_SET),
    EMPTY_GTID_SET,
  );
}

/** Recorded members, and those that answer, whose volumes the spec has not given up: each has to be heard. */
export function countedMembers(seen: Observation): readonly string[] {
  const names = new Set([...(recordOf(seen)?.members ?? []), ...answersOf(seen).keys()]);
  return [...names].filter((name) => !isGivenUp(seen, name)).sort();
}

/** The group as more than half of those in it describe it, each of whom sees more than half of it. */
export interface Majority {
  readonly viewId: string;
  /** How many are in the group. */
  readonly size: number;
  /** What each of them says of everybody. */
  readonly views: readonly (readonly ViewMember[])[];
}

function keyOf({ viewId, view }: MemberAnswer): string {
  return [viewId, ...view.map(({ serverUuid }) => serverUuid).sort()].join(" ");
}

function seesMost({ serverUuid, view }: MemberAnswer): boolean {
  const present = view.filter(({ state }) => state === "ONLINE" || state === "RECOVERING");
  return present.some((row) => row.serverUuid === serverUuid) && present.length > view.length / 2;
}

/** The group that a majority of its members describes; `undefined` when there is none, or too few could be asked. */
export function majorityOf(seen: Observation): Majority | undefined {
  const voters = [...answersOf(seen).values()].filter((answer) => isInside(answer) && seesMost(answer));
  for (const voter of voters) {
    const size = voter.view.length;
    const views = voters.filter((one) => keyOf(one) === keyOf(voter)).map(({ view }) => view);
    if (views.length > size / 2) return { viewId: voter.viewId, size, views };
  }
  return undefined;
}

/** What the group says of the member, and of former servers of it. A view may lack the host of another for a moment. */
function rowsOf(seen: Observation, { views }: Majority, member: string): readonly ViewMember[] {
  const host = memberHost(seen.cluster, member, seen.platform);
  const uuids = new Set(views.flat().flatMap((row) => (row.host === host ? row.serverUuid : [])));
  const own = answersOf(seen).get(member)?.serverUuid;
  return views.flat().filter(({ serverUuid }) => serverUuid === own || uuids.has(serverUuid));
}

/** How many servers most of the majority see ONLINE, besides the member's, and that do not deny it. */
export function onlineBesides(seen: Observation, majority: Majority, member: string): number {
  const own = new Set(rowsOf(seen, majority, member).map(({ serverUuid }) => serverUuid));
  const denied = new Set(
    [...answersOf(seen).values()].flatMap((answer) => (isInside(answer) ? [] : answer.serverUuid)),
  );
  const votes = new Map<string, number>();
  for (const { serverUuid, state } of majority.views.flat())
    if (state === "ONLINE") votes.set(serverUuid, (votes.get(serverUuid) ?? 0) + 1);
  return [...votes].filter(
    ([uuid, count]) => count > majority.views.length / 2 && !own.has(uuid) && !denied.has(uuid),
  ).length;
}

/** Whether the group's view has this member, or a former server of it. */
export function isMember(seen: Observation, majority: Majority, member: string): boolean {
  return rowsOf(seen, majority, member).length > 0;
}

/** Whether most of the majority see the member ONLINE, as the primary if that is asked, and it does not deny it. */
export function isOnline(seen: Observation, majority: Majority, member: string, role?: "PRIMARY"): boolean {
  const answer = answersOf(seen).get(member);
  if (answer !== undefined && !isInside(answer)) return false;
  const agreeing = rowsOf(seen, majority, member).filter(
    (row) =>
      row.state === "ONLINE" &&
      (role === undefined || row.role === role) &&
      (answer === undefined || answer.serverUuid === row.serverUuid),
  );
  return agreeing.length > majority.views.length / 2;
}
