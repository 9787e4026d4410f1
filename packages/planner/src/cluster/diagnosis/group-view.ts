import type { ViewMember } from "../observation/member-report.ts";
import { isInsideGroup, isResponding, type Member, type RespondingMember } from "../view/member.ts";
import type { Group } from "./diagnosis.ts";

/** What the members say about groups, taken together. */
export type GroupEvidence =
  | { readonly kind: "group"; readonly group: Group }
  | { readonly kind: "several"; readonly groups: readonly Group[] }
  | { readonly kind: "none" };

interface Candidate {
  readonly key: string;
  readonly uuids: ReadonlySet<string>;
  readonly voters: readonly RespondingMember[];
  readonly size: number;
}

function isPresent(member: ViewMember): boolean {
  return member.state === "ONLINE" || member.state === "RECOVERING";
}

/** Whether the member itself sees a majority of its group: only then its word counts. */
function seesMajority({ answer }: RespondingMember): boolean {
  if (!isInsideGroup(answer)) return false;
  const self = answer.view.some((row) => row.serverUuid === answer.serverUuid && isPresent(row));
  return self && answer.view.filter(isPresent).length * 2 > answer.view.length;
}

function candidates(members: readonly RespondingMember[]): readonly Candidate[] {
  const byKey = new Map<string, RespondingMember[]>();
  for (const member of members.filter(seesMajority)) {
    const uuids = member.answer.view.map((row) => row.serverUuid).sort();
    const key = [member.answer.viewId, ...uuids].join(" ");
    byKey.set(key, [...(byKey.get(key) ?? []), member]);
  }
  return [...byKey].map(([key, voters]) => ({
    key,
    voters,
    uuids: new Set(voters[0]?.answer.view.map((row) => row.serverUuid)),
    size: voters[0]?.answer.view.length ?? 0,
  }));
}

function isDisjoint(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return [...left].every((item) => !right.has(item));
}

/** A row for each member, in the state that most voters give it; on a tie, in the one that promises less. */
function agreedRows(voters: readonly RespondingMember[]): readonly ViewMember[] {
  const first = voters[0]?.answer.view ?? [];
  return first.map((row) => {
    const said = voters.flatMap((voter) =>
      voter.answer.view.filter((other) => other.serverUuid === row.serverUuid),
    );
    const votes = (wanted: ViewMember) =>
      said.filter((one) => one.state === wanted.state && one.role === wanted.role).length;
    const promise = (one: ViewMember) => (one.state === "ONLINE" ? (one.role === "PRIMARY" ? 2 : 1) : 0);
    return said.reduce(
      (best, one) =>
        votes(one) > votes(best) || (votes(one) === votes(best) && promise(one) < promise(best)) ? one : best,
      row,
    );
  });
}

/** A server that started anew says itself that it is not the one the view still has. */
function withoutFormerServers(
  rows: readonly ViewMember[],
  members: readonly Member[],
): readonly ViewMember[] {
  return rows.map((row) => {
    const answer = members.find((member) => member.answer?.serverUuid === row.serverUuid)?.answer;
    const gone = answer?.state === "OFFLINE" || answer?.state === "ERROR";
    return gone && isPresent(row) ? { ...row, state: "UNREACHABLE" } : row;
  });
}

/** The member that a row is of: a view may not have the host of one that just came, and another view has it. */
function memberOf(
  { serverUuid }: ViewMember,
  { voters }: Candidate,
  all: readonly Member[],
): Member | undefined {
  const rows = voters.flatMap(({ answer }) => answer.view.filter((row) => row.serverUuid === serverUuid));
  return (
    all.find(({ answer }) => answer?.serverUuid === serverUuid) ??
    all.find(({ host }) => rows.some((row) => row.host === host))
  );
}

function groupOf(candidate: Candidate, all: readonly Member[], evidence: Group["evidence"]): Group {
  const members = withoutFormerServers(agreedRows(candidate.voters), all);
  const names: Record<string, string> = {};
  for (const row of members) {
    const member = memberOf(row, candidate, all);
    if (member !== undefined) names[row.serverUuid] = member.name;
  }
  const primaries = members.filter((row) => row.state === "ONLINE" && row.role === "PRIMARY");
  const [only] = primaries;
  const primary = primaries.length === 1 && only !== undefined ? names[only.serverUuid] : undefined;
  const viewId = candidate.voters[0]?.answer.viewId ?? "";
  return { viewId, members, names, evidence, ...(primary === undefined ? {} : { primary }) };
}

/**
 * Finds the group by majority: a member's word counts when it sees a majority itself, and a view counts when most of
 * those in it say the same. Views that share members are one group read at two moments, not two groups.
 */
export function groupEvidence(members: readonly Member[]): GroupEvidence {
  const all = candidates(members.filter(isResponding));
  const agreed = all.filter(({ voters, size }) => voters.length * 2 > size);
  const [first, ...others] = agreed;
  const apart = others.filter((other) => first !== undefined && isDisjoint(first.uuids, other.uuids));
  if (first !== undefined && apart.length > 0) {
    return { kind: "several", groups: [first, ...apart].map((one) => groupOf(one, members, "majority")) };
  }
  if (first !== undefined && others.length === 0) {
    return { kind: "group", group: groupOf(first, members, "majority") };
  }
  const [best] = [...all].sort((left, right) => right.voters.length - left.voters.length);
  return best === undefined ? { kind: "none" } : { kind: "group", group: groupOf(best, members, "minority") };
}
