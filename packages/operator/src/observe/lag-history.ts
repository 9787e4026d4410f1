import { type GtidSet, isSubset, parseGtidSet } from "@grampus/planner";

/** What the primary had executed, and since when it was seen to have. */
interface Progress {
  readonly since: number;
  readonly text: string;
  readonly set: GtidSet;
}

/**
 * What the group's primaries were seen to have executed, oldest first: as far back as a member lags behind. A member
 * that lacks one of them is behind since that one was first seen; clocks of members and times of commits do not matter.
 */
export interface LagHistory {
  /** Server uuid of the primary. */
  readonly primary: string;
  readonly progress: readonly Progress[];
  /** Since when the newest progress was known that a server held, by server uuid; nothing of one that held none. */
  readonly held: Readonly<Record<string, number>>;
}

/** Nothing was seen yet. */
export const EMPTY_LAG_HISTORY: LagHistory = { primary: "", progress: [], held: {} };

/** Most that is kept: of a longer history every second is dropped, and lag is then told in larger steps. */
const MOST = 128;

/** What the slowest member held, and what it lacks first: by these its lag is told. */
const OLDEST = 2;

/** What a server executed, at `at` (milliseconds since 1970). */
export interface Executed {
  readonly serverUuid: string;
  readonly isPrimary: boolean;
  readonly executed: string;
  readonly at: number;
}

function thinned(progress: readonly Progress[]): readonly Progress[] {
  return progress.length <= MOST
    ? progress
    : progress.filter((_, index) => index < OLDEST || index % 2 === 0 || index === progress.length - 1);
}

/** A new primary may not have all that the former one had executed: what it lacks, nobody lags behind. */
function underPrimary(history: LagHistory, serverUuid: string, set: GtidSet): LagHistory {
  if (history.primary === serverUuid) return history;
  const progress = history.progress.filter((one) => isSubset(one.set, set));
  return { primary: serverUuid, progress, held: {} };
}

/** Progress that every one of these servers held is of no use any more; the newest stays. */
function withoutHeld({ progress, held, primary }: LagHistory, servers: readonly string[]): LagHistory {
  const others = servers.filter((uuid) => uuid !== primary);
  const slowest = Math.min(...others.map((uuid) => held[uuid] ?? 0));
  const from = progress.findLastIndex(({ since }) => since <= slowest);
  return {
    primary,
    progress: progress.slice(Math.max(0, from)),
    held: Object.fromEntries(others.flatMap((uuid) => (uuid in held ? [[uuid, held[uuid] ?? 0]] : []))),
  };
}

/** The history with one more look at a server; `servers` are all of the group. What cannot be read changes nothing. */
export function withExecuted(
  history: LagHistory,
  { serverUuid, isPrimary, executed, at }: Executed,
  servers: readonly string[],
): LagHistory {
  const set = parseGtidSet(executed);
  if (set === undefined) return history;
  if (isPrimary) {
    const own = underPrimary(history, serverUuid, set);
    if (own.progress.at(-1)?.text === executed) return own;
    return { ...own, progress: thinned([...own.progress, { since: at, text: executed, set }]) };
  }
  const newest = history.progress.findLast((one) => one.text === executed || isSubset(one.set, set));
  return withoutHeld({ ...history, held: { ...history.held, [serverUuid]: newest?.since ?? 0 } }, servers);
}

/**
 * Since when a server lacks something that the primary had executed, milliseconds since 1970; `undefined` while it holds
 * all that was seen of the primary, and for the primary itself.
 */
export function behindSince({ primary, progress, held }: LagHistory, serverUuid: string): number | undefined {
  const newest = held[serverUuid];
  if (serverUuid === primary || newest === undefined) return undefined;
  return progress.find(({ since }) => since > newest)?.since;
}
