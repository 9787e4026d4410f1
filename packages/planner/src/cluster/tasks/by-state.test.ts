import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TASKS } from "./by-state.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../../docs/operator/states.md"), "utf8");

test("the page on the states has a section for every state, and for no other", () => {
  const sections = [...page.matchAll(/^### (\w+)$/gm)].map(([, state]) => state);
  expect(sections.sort()).toEqual(Object.keys(TASKS).sort());
});
