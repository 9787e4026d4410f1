import { type GtidSet, type Interval, joinedIntervals } from "./gtid-set.ts";

const SOURCE = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/;
const TAG = /^[a-z_][a-z0-9_]{0,31}$/;
const INTERVAL = /^([0-9]{1,19})(?:-([0-9]{1,19}))?$/;

function intervalOf(text: string): Interval | undefined {
  const match = INTERVAL.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first >= 1 && last >= first && last <= Number.MAX_SAFE_INTEGER ? { first, last } : undefined;
}

function canonicalSource(text: string): string {
  const digits = text.replaceAll("-", "");
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join("-");
}

/**
 * Reads a GTID set as the server prints it, `uuid:1-5:7,uuid:tag:1-3`; white space and letter case do not matter, a
 * tag holds until the next one. `undefined` when the text is none, so that nothing is concluded from it. Grammar:
 * https://dev.mysql.com/doc/refman/9.7/en/replication-gtids-concepts.html
 */
export function parseGtidSet(text: string): GtidSet | undefined {
  const found = new Map<string, Interval[]>();
  const compact = text.replaceAll(/\s|\\n/g, "").toLowerCase();
  if (compact === "") return found;
  for (const part of compact.split(",")) {
    const [source = "", ...pieces] = part.split(":");
    if (!SOURCE.test(source) || pieces.length === 0) return undefined;
    let key = canonicalSource(source);
    let intervalExpected = true;
    for (const piece of pieces) {
      const interval = intervalOf(piece);
      if (interval !== undefined) {
        const intervals = found.get(key);
        if (intervals === undefined) found.set(key, [interval]);
        else intervals.push(interval);
        intervalExpected = false;
      } else if (TAG.test(piece) && !(intervalExpected && key.includes(":"))) {
        key = `${canonicalSource(source)}:${piece}`;
        intervalExpected = true;
      } else return undefined;
    }
    if (intervalExpected) return undefined;
  }
  return new Map([...found].map(([key, intervals]) => [key, joinedIntervals(intervals)]));
}

/** The set as the server prints it, sources in alphabetical order. The empty set is the empty text. */
export function gtidSetText(set: GtidSet): string {
  const sources = [...set].sort(([left], [right]) => (left < right ? -1 : 1));
  return sources
    .map(([source, intervals]) =>
      [
        source,
        ...intervals.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)),
      ].join(":"),
    )
    .join(",");
}
