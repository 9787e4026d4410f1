import type { MemberAnswer, MemberReport } from "@grampus/planner";
import type { MemberFacts } from "../mysql/member-answer.ts";

type Unreachable = Extract<MemberReport, { readonly kind: "unreachable" }>;

/** What was not reported yet: everything but since when. */
export type MemberNews = (MemberFacts & Pick<MemberAnswer, "login">) | Omit<Unreachable, "since">;

function stuckSince(facts: MemberFacts, before: MemberAnswer | undefined, now: number): number | undefined {
  if (facts.applier.stuckWorkers === 0) return undefined;
  const progressed =
    before === undefined ||
    before.applier.stuckWorkers === 0 ||
    before.executed !== facts.executed ||
    before.serverUuid !== facts.serverUuid;
  return progressed ? now : (before.applier.stuckSince ?? now);
}

/** A server tells ages in whole seconds: what is a second younger or older than before is the same. */
const SAME_AGE_MS = 2_000;

function operationsSince(
  facts: MemberFacts,
  before: MemberAnswer | undefined,
  now: number,
): Pick<MemberAnswer, "operations"> {
  const operations = facts.operations?.map(({ seconds, ...operation }) => {
    const since = now - seconds * 1_000;
    const known = before?.operations?.find(
      (one) =>
        one.session === operation.session &&
        one.kind === operation.kind &&
        Math.abs(one.since - since) <= SAME_AGE_MS,
    );
    return { ...operation, since: known?.since ?? since };
  });
  return operations === undefined ? {} : { operations };
}

function isMisfit({ state, superReadOnly, readOnly, view, serverUuid }: MemberFacts): boolean {
  const role = view.find((row) => row.serverUuid === serverUuid)?.role;
  return state === "ONLINE" && (role === "PRIMARY" ? readOnly : role === "SECONDARY" && !superReadOnly);
}

/**
 * The report of a member: its news, and since when it is as it is, judged by the report before. Silence lasts whatever
 * its reason, but the loss of the pod begins a silence of its own.
 */
export function memberReport(news: MemberNews, before: MemberReport | undefined, now: number): MemberReport {
  if (news.kind === "unreachable") {
    const wasThere =
      news.reason === "address" && before?.kind === "unreachable" && before.reason !== "address";
    return { ...news, since: before?.kind === "unreachable" && !wasThere ? before.since : now };
  }
  const last = before?.kind === "answered" ? before : undefined;
  const isSame =
    last?.podUid === news.podUid && last.serverUuid === news.serverUuid && last.state === news.state;
  const stuck = stuckSince(news, last, now);
  const wasMisfit = isSame && last.readOnly === news.readOnly ? last.misfitSince : undefined;
  const { operations, ...facts } = news;
  return {
    ...facts,
    ...operationsSince(news, last, now),
    ...(isMisfit(news) ? { misfitSince: wasMisfit ?? now } : {}),
    stateSince: isSame ? last.stateSince : now,
    applier: { ...news.applier, ...(stuck === undefined ? {} : { stuckSince: stuck }) },
  };
}
