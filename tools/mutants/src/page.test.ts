import { expect, test } from "vitest";
import type { Mutant } from "./mutant.ts";
import { pageText, scoreOf, type Trial } from "./page.ts";

const mutant = (id: string, more: Partial<Mutant> = {}): Mutant => ({
  id,
  file: "packages/planner/src/a.ts",
  bug: `bug ${id}`,
  from: "a",
  to: "b",
  ...more,
});
const TRIALS: readonly Trial[] = [
  { mutant: mutant("A1"), fate: { kind: "killed", by: "a > b" } },
  { mutant: mutant("A2"), fate: { kind: "timed-out" } },
  { mutant: mutant("A3"), fate: { kind: "survived" } },
  { mutant: mutant("A4", { left: "nobody can see it" }), fate: { kind: "survived" } },
  { mutant: mutant("A5", { equivalent: "the order does not matter" }), fate: { kind: "survived" } },
];

test("equivalent mutants do not count, and those that survive without a reason are named", () => {
  const { killed, counted, unexplained } = scoreOf(TRIALS);
  expect({ killed, counted }).toEqual({ killed: 2, counted: 4 });
  expect(unexplained.map((trial) => trial.mutant.id)).toEqual(["A3"]);
});

test("the page has a row for each", () => {
  expect(pageText(TRIALS).split("\n").slice(5)).toEqual([
    "2 of 4 killed (50 %); 1 more are equivalent to the original.",
    "",
    "| | file | defect | first test that fails |",
    "|---|---|---|---|",
    "| A1 | planner/src/a.ts | bug A1 | a > b |",
    "| A2 | planner/src/a.ts | bug A2 | tests that did not end |",
    "| A3 | planner/src/a.ts | bug A3 | **survived** |",
    "| A4 | planner/src/a.ts | bug A4 | **survived**: nobody can see it |",
    "| A5 | planner/src/a.ts | bug A5 | equivalent: the order does not matter |",
    "",
  ]);
});
