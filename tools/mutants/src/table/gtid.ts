import type { Mutant } from "../mutant.ts";

const SET = "packages/planner/src/gtid/gtid-set.ts";
const TEXT = "packages/planner/src/gtid/gtid-text.ts";

/** Defects of the algebra of GTID sets: whatever is compared before a bootstrap stands on it. */
export const GTID_MUTANTS: readonly Mutant[] = [
  {
    id: "G01",
    file: SET,
    bug: "a set is a subset when anything of it is held",
    from: "return difference(part, whole).size === 0;",
    to: "return difference(part, whole).size < part.size || part.size === 0;",
  },
  {
    id: "G02",
    file: SET,
    bug: "subset the other way round",
    from: "return difference(part, whole).size === 0;",
    to: "return difference(whole, part).size === 0;",
  },
  {
    id: "G03",
    file: SET,
    bug: "intervals that touch are not joined",
    from: "first <= previous.last + 1",
    to: "first <= previous.last",
  },
  {
    id: "G04",
    file: SET,
    bug: "an interval inside another one shortens it",
    from: "previous.last = Math.max(previous.last, last);",
    to: "previous.last = last;",
  },
  {
    id: "G05",
    file: SET,
    bug: "the first transaction of what is taken stays",
    from: "Math.min(last, hole.first - 1)",
    to: "Math.min(last, hole.first)",
  },
  {
    id: "G06",
    file: SET,
    bug: "the transaction behind what is taken goes too",
    from: "Math.max(first, hole.last + 1)",
    to: "Math.max(first, hole.last + 2)",
  },
  {
    id: "G07",
    file: SET,
    bug: "a union forgets what the first set has of a source",
    from: "joinedIntervals([...(all.get(source) ?? []), ...intervals])",
    to: "joinedIntervals([...intervals])",
  },
  {
    id: "G08",
    file: SET,
    bug: "the same set when one is a subset",
    from: "return isSubset(left, right) && isSubset(right, left);",
    to: "return isSubset(left, right) || isSubset(right, left);",
  },
  {
    id: "G09",
    file: SET,
    bug: "a source without transactions stays in a difference",
    from: "if (kept.length > 0) rest.set(source, kept);",
    to: "rest.set(source, kept);",
  },
  {
    id: "G10",
    file: SET,
    bug: "intervals are not sorted before they are joined",
    from: "[...intervals].sort((left, right) => left.first - right.first)",
    to: "[...intervals]",
  },
  {
    id: "G11",
    file: SET,
    bug: "a count is one short for each interval",
    from: "count += last - first + 1;",
    to: "count += last - first;",
  },
  {
    id: "G12",
    file: TEXT,
    bug: "an interval that runs backwards is read",
    from: "first >= 1 && last >= first &&",
    to: "first >= 1 &&",
  },
  {
    id: "G13",
    file: TEXT,
    bug: "transaction 0 is read",
    from: "first >= 1 && last >= first",
    to: "first >= 0 && last >= first",
  },
  {
    id: "G14",
    file: TEXT,
    bug: "a number that JavaScript cannot hold is read",
    from: " && last <= Number.MAX_SAFE_INTEGER ? { first, last }",
    to: " ? { first, last }",
  },
  {
    id: "G15",
    file: TEXT,
    bug: "a source without intervals is read",
    from: "if (intervalExpected) return undefined;",
    to: "",
  },
  {
    id: "G16",
    file: TEXT,
    bug: "tags of a source are one set",
    from: ":$".concat("{piece}`;"),
    to: "`;",
  },
  {
    id: "G17",
    file: TEXT,
    bug: "letter case tells sources apart",
    from: '.replaceAll(/\\s|\\\\n/g, "").toLowerCase()',
    to: '.replaceAll(/\\s|\\\\n/g, "")',
  },
  {
    id: "G18",
    file: TEXT,
    bug: "what is no set is an empty one",
    from: "if (!SOURCE.test(source) || pieces.length === 0) return undefined;",
    to: "if (!SOURCE.test(source) || pieces.length === 0) return new Map();",
  },
];
