import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { figuresModule, type ScenarioResult } from "./figures.ts";

const root = resolve(import.meta.dirname, "../../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const results: readonly ScenarioResult[] = JSON.parse(read("docs/results/e2e.json"));

test("the figures in the compiler are those of the committed results", () => {
  expect(figuresModule(results)).toBe(read("packages/compiler/src/plan/generated/figures.ts"));
});

test("a figure of a scenario that failed, or is gone, is none", () => {
  const failed = results.map((result) => ({ ...result, passed: false }));
  expect(() => figuresModule(failed)).toThrow("which the plan needs");
  const first = results.map((result) => ({ ...result, figures: {} }));
  expect(() => figuresModule(first)).toThrow('no figure rollingRestart of a passed scenario "scale');
});
