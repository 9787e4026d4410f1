import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Mutant, mutated } from "./mutant.ts";
import { suiteOf } from "./suites.ts";
import { MUTANTS } from "./table.ts";

const ROOT = join(import.meta.dirname, "../../..");
const mutant: Mutant = { id: "X1", file: "a.ts", bug: "wrong", from: "a > b", to: "a >= b" };

describe("a mutant", () => {
  test("changes one place", () => {
    expect(mutated("if (a > b) c();", mutant)).toBe("if (a >= b) c();");
  });
  test("is not made where its text is not, or stands more than once", () => {
    expect(() => mutated("if (a < b) c();", mutant)).toThrow(
      'X1: in a.ts the text to change is not there: "a > b"',
    );
    expect(() => mutated("a > b || a > b", mutant)).toThrow(
      'X1: in a.ts the text to change is there 2 times: "a > b"',
    );
  });
});

describe("the table", () => {
  test.each(MUTANTS)("$id can be made: $bug", (one) => {
    expect(existsSync(join(ROOT, one.file))).toBe(true);
    const text = readFileSync(join(ROOT, one.file), "utf8");
    expect(mutated(text, one)).not.toBe(text);
    expect(suiteOf(one.file).length).toBeGreaterThan(0);
  });
  test("has every id once", () => {
    expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
  });
});
