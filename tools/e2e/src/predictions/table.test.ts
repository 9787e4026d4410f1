import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import type { Comparison } from "./comparison.ts";
import type { Comparisons } from "./kept.ts";
import { predictionsText } from "./table.ts";

const results = resolve(import.meta.dirname, "../../../../docs/results");

const ONE: Comparison = {
  kind: "static variable",
  field: "spec.variables",
  primary: "orders-0",
  predicted: ["restart orders-2", "restart orders-1", "switch to orders-1", "restart orders-0"],
  performed: ["restart orders-2", "switch to orders-1", "restart orders-0"],
  equal: false,
  predictedUnwritten: 1.047,
  measuredUnwritten: 0.6,
  longestPause: 0.4,
  seconds: 60,
  load: 3,
};

const rows = (...comparisons: readonly Comparison[]) =>
  predictionsText(comparisons)
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(1);

it("says what was predicted beside what happened, steps of one kind together", () => {
  expect(rows(ONE)).toEqual([
    "| static variable | spec.variables | orders-0 | restart orders-2, orders-1; switch to orders-1; restart orders-0 | restart orders-2; switch to orders-1; restart orders-0 | **no** | 1.0 | 0.6 | 0.4 | 60 | 3.0 |",
  ]);
});

it.each<readonly [string, Partial<Comparison>, string]>([
  [
    "nothing happens",
    { predicted: [], performed: [], equal: true, predictedUnwritten: 0, measuredUnwritten: 0 },
    "| nothing | nothing | yes | 0.0 | 0.0 |",
  ],
  [
    "the end of a cluster",
    { predictedUnwritten: "for good", measuredUnwritten: "for good" },
    "| for good | for good |",
  ],
])("%s", (_, change, text) => {
  expect(rows({ ...ONE, ...change })[0]).toContain(text);
});

it("a creation has nobody who writes", () => {
  const {
    primary: _primary,
    predictedUnwritten: _predicted,
    measuredUnwritten: _measured,
    longestPause: _pause,
    ...rest
  } = ONE;
  expect(rows(rest)[0]).toMatch(/\| none \|.*\| nobody writes \| nobody writes \| {2}\| 60 \|/);
});

it("seconds that were computed after the change have an asterisk", () => {
  expect(rows({ ...ONE, predictedUnwritten: 1, forecastAnew: true })[0]).toContain("| 1.0* |");
  expect(rows({ ...ONE, predictedUnwritten: 1 })[0]).toContain("| 1.0 |");
});

it("counts what was equal", () => {
  const text = predictionsText([ONE, { ...ONE, equal: true }]);
  expect(text).toContain("**1 of 2 kinds of change: the same steps in the same order.**");
});

it("the committed table is that of the committed comparisons", () => {
  const read = (name: string) => readFileSync(join(results, name), "utf8");
  const kept: Comparisons = JSON.parse(read("predictions.json"));
  expect(predictionsText(Object.values(kept).flat())).toBe(read("predictions.md"));
});
