import { type ClusterSpec, durationMs } from "@grampus/api";
import { difference, EMPTY_GTID_SET, parseGtidSet, transactionCount } from "../../gtid/index.ts";
import { BEHIND_MS, MAX_SECONDARY_LAG_MS } from "../../timing.ts";
import type { Observation } from "../observation/observation.ts";
import type { Member } from "./member.ts";

/** `spec.maxSecondaryLag` in milliseconds. */
export function maxSecondaryLag({ maxSecondaryLag: text = "" }: ClusterSpec): number {
  return durationMs(text) ?? MAX_SECONDARY_LAG_MS;
}

/** Whether a member that is behind since then is told to be: less is the time between two reads. */
export function isBehind(since: number | undefined, now: number): boolean {
  return since !== undefined && now - since >= BEHIND_MS;
}

/** How far a member is behind the primary. */
export interface Lag {
  readonly ms: number;
  /** Transactions the primary executed and the member did not, of sets that were not read at one moment. */
  readonly transactions: number;
}

/** How far an ONLINE member is behind the primary; `undefined` when it is not. */
export function lagOf(member: Member, primary: Member | undefined, now: number): Lag | undefined {
  const since = member.answer?.behindSince;
  if (since === undefined || !isBehind(since, now)) return undefined;
  const { executed } = member;
  const lacking =
    primary?.executed === undefined || executed === undefined
      ? 0
      : transactionCount(difference(primary.executed, executed));
  return { ms: now - since, transactions: lacking };
}

/** How far each member is behind whom its answer calls the primary, however little; nothing of those that are not. */
export function memberLags({ members, now }: Observation): Readonly<Record<string, Lag>> {
  const answers = Object.entries(members).flatMap(([name, report]) =>
    report.kind === "answered" ? [{ name, report }] : [],
  );
  const lags = answers.flatMap(({ name, report }) => {
    const { behindSince, executed, view } = report;
    if (behindSince === undefined) return [];
    const uuid = view.find(({ role, state }) => role === "PRIMARY" && state === "ONLINE")?.serverUuid;
    const primary = answers.find((one) => one.report.serverUuid === uuid)?.report.executed ?? "";
    const lacking = difference(
      parseGtidSet(primary) ?? EMPTY_GTID_SET,
      parseGtidSet(executed) ?? EMPTY_GTID_SET,
    );
    return [[name, { ms: now - behindSince, transactions: transactionCount(lacking) }] as const];
  });
  return Object.fromEntries(lags);
}

const ROUGH_SECONDS = [5, 10, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600] as const;

/** A lag in figures that do not change at each look: rounded down, transactions to their first digit. */
export function roughLag({ ms, transactions }: Lag): {
  readonly seconds: number;
  readonly transactions: number;
} {
  const seconds = Math.floor(ms / 1_000);
  const hours = Math.floor(seconds / 3_600) * 3_600;
  const scale = 10 ** Math.max(0, String(transactions).length - 1);
  return {
    seconds: hours > 0 ? hours : (ROUGH_SECONDS.findLast((step) => step <= seconds) ?? 0),
    transactions: Math.floor(transactions / scale) * scale,
  };
}

/** A lag in words: `at least 10 s and 1000 transactions behind`. */
export function lagText(lag: Lag): string {
  const { seconds, transactions } = roughLag(lag);
  const count = transactions === 0 ? "" : ` and ${transactions} transactions`;
  return `at least ${seconds} s${count} behind`;
}
