import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic } from "./diagnostic.ts";
import { hasErrors, sortDiagnostics } from "./order.ts";

const diagnostic: fc.Arbitrary<Diagnostic> = fc.record(
  {
    code: fc.constantFrom("a/b", "a/c"),
    severity: fc.constantFrom("error" as const, "warning" as const, "info" as const),
    message: fc.constantFrom("m", "n"),
    source: fc.record({
      file: fc.constantFrom("a.ts", "b.ts"),
      line: fc.integer({ min: 1, max: 2 }),
      column: fc.integer({ min: 1, max: 2 }),
    }),
    found: fc.constantFrom("1", "2"),
  },
  { requiredKeys: ["code", "severity", "message"] },
);

test("the order does not depend on the order of discovery", () => {
  const lists = fc.array(diagnostic, { maxLength: 12 });
  fc.assert(
    fc.property(
      lists.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        expect(sortDiagnostics(shuffled)).toEqual(sortDiagnostics(list));
      },
    ),
  );
});

test("sorting keeps each diagnostic once", () => {
  fc.assert(
    fc.property(fc.array(diagnostic), (list) => {
      const texts = sortDiagnostics(list).map((item) => JSON.stringify(item));
      expect(new Set(texts)).toEqual(new Set(list.map((item) => JSON.stringify(item))));
      expect(texts.length).toBe(new Set(texts).size);
    }),
  );
});

test("diagnostics without a place come last", () => {
  const placed: Diagnostic = {
    code: "z/z",
    severity: "info",
    message: "z",
    source: { file: "z", line: 9, column: 9 },
  };
  const placeless: Diagnostic = { code: "a/a", severity: "error", message: "a" };
  expect(sortDiagnostics([placeless, placed])).toEqual([placed, placeless]);
});

test("only errors fail", () => {
  const warning: Diagnostic = { code: "a/a", severity: "warning", message: "a" };
  expect(hasErrors([warning])).toBe(false);
  expect(hasErrors([warning, { ...warning, severity: "error" }])).toBe(true);
});
