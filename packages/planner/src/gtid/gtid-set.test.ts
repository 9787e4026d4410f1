import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  difference,
  EMPTY_GTID_SET,
  type GtidSet,
  gtidSetText,
  isSameSet,
  isSubset,
  parseGtidSet,
  transactionCount,
  unionOf,
} from "./index.ts";

const A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
const B = "4f22fa47-71ca-11e1-9e33-c80aa9429562";

function set(text: string): GtidSet {
  const parsed = parseGtidSet(text);
  if (parsed === undefined) throw new Error(`not a GTID set: ${text}`);
  return parsed;
}

describe("reading", () => {
  test.each([
    ["", ""],
    [`${A}:1`, `${A}:1`],
    [`${A}:1-5:7`, `${A}:1-5:7`],
    [`${A}:7:1-5:6`, `${A}:1-7`],
    [`${A.toUpperCase()}:1-3,\n${B}:2`, `${A}:1-3,${B}:2`],
    [`${A}:1-3,\\n${B}:2`, `${A}:1-3,${B}:2`],
    [`${A}:1-5:backup:1-3:9`, `${A}:1-5,${A}:backup:1-3:9`],
    [`${A}:backup:1-3:restore:2`, `${A}:backup:1-3,${A}:restore:2`],
    [`${A}:1-3,${A}:4`, `${A}:1-4`],
    [A.replaceAll("-", "").concat(":1"), `${A}:1`],
    [`${A}:1-${Number.MAX_SAFE_INTEGER}`, `${A}:1-9007199254740991`],
  ])("%j is %j", (text, canonical) => {
    expect(gtidSetText(set(text))).toBe(canonical);
  });

  test.each([
    "x",
    A,
    `${A}:`,
    `${A}:0`,
    `${A}:5-3`,
    `${A}:1-`,
    `${A}:tag`,
    `${A}:a:b:1`,
    `${A}:1,`,
    `${A}:1-99999999999999999999`,
    // A server counts to 2^63 - 2; above 2^53 numbers would be rounded, and compared by what they are not.
    `${A}:1-9007199254740992`,
    `${A}:1-9223372036854775806`,
  ])("%j is none", (text) => {
    expect(parseGtidSet(text)).toBeUndefined();
  });
});

test("inclusion is not counting", () => {
  const more = set(`${A}:1-10`);
  const other = set(`${A}:1-3,${B}:1`);
  expect(transactionCount(more)).toBeGreaterThan(transactionCount(other));
  expect(isSubset(other, more)).toBe(false);
  expect(gtidSetText(difference(other, more))).toBe(`${B}:1`);
});

describe("laws", () => {
  const source = fc.constantFrom(A, B, `${A}:tag`, `${B}:backup`);
  const gtid = fc.tuple(source, fc.integer({ min: 1, max: 30 }));
  const members = fc.array(gtid, { maxLength: 40 });
  const ofMembers = (list: readonly (readonly [string, number])[]) =>
    list.reduce((all, [key, number]) => unionOf(all, set(`${key}:${number}`)), EMPTY_GTID_SET);
  const elements = (list: readonly (readonly [string, number])[]) =>
    new Set(list.map(([key, n]) => `${key}:${n}`));

  test("a set holds what was put in, and nothing else", () => {
    fc.assert(
      fc.property(members, (list) => {
        expect(transactionCount(ofMembers(list))).toBe(elements(list).size);
      }),
    );
  });

  test("text and back", () => {
    fc.assert(
      fc.property(members, (list) => {
        const one = ofMembers(list);
        expect(isSameSet(set(gtidSetText(one)), one)).toBe(true);
        expect(gtidSetText(set(gtidSetText(one)))).toBe(gtidSetText(one));
      }),
    );
  });

  test("union, difference and subset are those of sets", () => {
    fc.assert(
      fc.property(members, members, (left, right) => {
        const [one, two] = [ofMembers(left), ofMembers(right)];
        const [ones, twos] = [elements(left), elements(right)];
        expect(transactionCount(unionOf(one, two))).toBe(new Set([...ones, ...twos]).size);
        expect(transactionCount(difference(one, two))).toBe([...ones].filter((one) => !twos.has(one)).length);
        expect(isSubset(one, two)).toBe([...ones].every((one) => twos.has(one)));
        expect(isSameSet(one, unionOf(one, two))).toBe([...twos].every((one) => ones.has(one)));
        expect(isSameSet(unionOf(one, two), one)).toBe([...twos].every((one) => ones.has(one)));
        expect(isSameSet(unionOf(one, two), unionOf(two, one))).toBe(true);
        expect(isSameSet(unionOf(difference(one, two), two), unionOf(one, two))).toBe(true);
      }),
    );
  });
});
