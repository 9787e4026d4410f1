import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Mutant } from "./mutant.ts";
import { pageText, scoreOf, type Trial, updated } from "./page.ts";
import { MUTANTS } from "./table.ts";

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
  expect(pageText(TRIALS).split("\n").slice(6)).toEqual([
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

describe("a page brought up to date", () => {
  const page = pageText(TRIALS);
  const mutants = TRIALS.map(({ mutant }) => mutant);

  test("says of each what it said, when nothing was tried", () => {
    const { trials, untried } = updated(page, mutants, []);
    expect(pageText(trials)).toBe(page);
    expect(untried).toEqual([]);
  });

  test("says of what was tried how that went, and counts anew", () => {
    const tried: Trial = { mutant: mutant("A3"), fate: { kind: "killed", by: "c | d" } };
    const text = pageText(updated(page, mutants, [tried]).trials);
    expect(text.split("\n")[6]).toBe("3 of 4 killed (75 %); 1 more are equivalent to the original.");
    expect(text).toContain("| A3 | planner/src/a.ts | bug A3 | c \\| d |\n");
    expect(pageText(updated(text, mutants, []).trials)).toBe(text);
  });

  test("takes reasons from the table, and drops rows of mutants that are not in it", () => {
    const [first, , third] = mutants;
    const explained = [first, third].flatMap((one) => (one === undefined ? [] : { ...one, left: "not yet" }));
    expect(
      pageText(updated(page, explained, []).trials)
        .split("\n")
        .slice(10, -1),
    ).toEqual([
      "| A1 | planner/src/a.ts | bug A1 | a > b |",
      "| A3 | planner/src/a.ts | bug A3 | **survived**: not yet |",
    ]);
  });

  test.each([
    ["it has no row of it", mutant("A6")],
    ["the row is of another defect", mutant("A1", { bug: "another" })],
    ["the row is of another file", mutant("A1", { file: "packages/planner/src/b.ts" })],
    ["it was called equivalent, and is not any more", mutant("A5")],
  ])("says nothing of a mutant when %s: that has to be tried", (_, one) => {
    expect(updated(page, [one], [])).toEqual({ trials: [], untried: [one] });
  });
});

test("the committed page has a row of every mutant of the table, and counts them", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/results/mutants.md"), "utf8");
  const { trials, untried } = updated(page, MUTANTS, []);
  expect(untried.map(({ id }) => id)).toEqual([]);
  expect(pageText(trials)).toBe(page);
});
