/** Transactions `first` to `last`, both included. */
export interface Interval {
  readonly first: number;
  readonly last: number;
}

/**
 * A set of transactions: for each source, which is a server or group uuid and perhaps a tag (`uuid:tag`), its
 * intervals in order, never touching. A source without transactions is not there.
 */
export type GtidSet = ReadonlyMap<string, readonly Interval[]>;

/** No transactions. */
export const EMPTY_GTID_SET: GtidSet = new Map();

/** Intervals in order, overlapping and touching ones joined. */
export function joinedIntervals(intervals: readonly Interval[]): readonly Interval[] {
  const joined: { first: number; last: number }[] = [];
  for (const { first, last } of [...intervals].sort((left, right) => left.first - right.first)) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous.last + 1) previous.last = Math.max(previous.last, last);
    else joined.push({ first, last });
  }
  return joined;
}

function withoutIntervals(from: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  let rest = from;
  for (const hole of taken) {
    rest = rest.flatMap(({ first, last }) => [
      ...(first < hole.first ? [{ first, last: Math.min(last, hole.first - 1) }] : []),
      ...(last > hole.last ? [{ first: Math.max(first, hole.last + 1), last }] : []),
    ]);
  }
  return rest;
}

/** All transactions of both sets. */
export function unionOf(left: GtidSet, right: GtidSet): GtidSet {
  const all = new Map(left);
  for (const [source, intervals] of right) {
    all.set(source, joinedIntervals([...(all.get(source) ?? []), ...intervals]));
  }
  return all;
}

/** The transactions of the first set that are not in the second. */
export function difference(left: GtidSet, right: GtidSet): GtidSet {
  const rest = new Map<string, readonly Interval[]>();
  for (const [source, intervals] of left) {
    const kept = withoutIntervals(intervals, right.get(source) ?? []);
    if (kept.length > 0) rest.set(source, kept);
  }
  return rest;
}

/** Whether the second set holds every transaction of the first. Never decided by counting. */
export function isSubset(part: GtidSet, whole: GtidSet): boolean {
  return difference(part, whole).size === 0;
}

/** Whether both hold the same transactions. */
export function isSameSet(left: GtidSet, right: GtidSet): boolean {
  return isSubset(left, right) && isSubset(right, left);
}

/** Number of transactions, for people; never to compare by. */
export function transactionCount(set: GtidSet): number {
  let count = 0;
  for (const intervals of set.values()) {
    for (const { first, last } of intervals) count += last - first + 1;
  }
  return count;
}
