import { expect, test } from "vitest";
import type { PlainValue } from "../data/plain-data.ts";
import { changedEntry } from "./changed-entry.ts";

interface Change {
  readonly of: string;
  readonly before?: PlainValue;
  readonly after?: PlainValue;
  readonly message?: string;
  readonly entry: readonly (string | number)[];
}

const CHANGES: readonly Change[] = [
  { of: "a text", before: "a", after: "b", entry: [] },
  { of: "one entry of an object", before: { a: 1, b: 2 }, after: { a: 1, b: 3 }, entry: ["b"] },
  { of: "one entry of a list", before: ["a", "b"], after: ["a", "c"], entry: [1] },
  { of: "a longer list", before: ["a"], after: ["a", "c"], entry: [1] },
  { of: "several entries, none named", before: { a: 1, b: 2 }, after: { a: 2, b: 3 }, entry: [] },
  {
    of: "several entries, one named",
    before: { a: 1, b: 2 },
    after: { a: 2, b: 3 },
    message: "keep the b they have",
    entry: ["b"],
  },
  { of: "a number as a text", before: { a: 8192, b: 1 }, after: { a: "8192", b: 2 }, entry: ["b"] },
  { of: "an object that was not there", after: { name: "x" }, message: "that is named now", entry: [] },
  {
    of: "an object that was not there, one entry named",
    after: { a: 1, b: 2 },
    message: "keep b",
    entry: ["b"],
  },
];

test.each(CHANGES)("a change of $of is at $entry", ({ before, after, message = "", entry }) => {
  const holder = (value: PlainValue | undefined) => ({ spec: value === undefined ? {} : { field: value } });
  const violation = { path: ["spec", "field"], rule: "cel:rule", message, found: undefined };
  expect(changedEntry(violation, holder(before), holder(after))).toEqual(["spec", "field", ...entry]);
});
