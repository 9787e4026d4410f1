import { expect, expectTypeOf, test } from "vitest";
import { defineDiagnostics } from "./registry.ts";

const codes = defineDiagnostics("dsl", {
  "unknown-field": {
    severity: "error",
    message: ({ field }: { field: string }) => `${field} is not a field of a cluster definition`,
    description: "A definition has a field that the API does not know.",
    hint: "see the reference page",
  },
  "no-clusters": {
    severity: "warning",
    message: (_: { environment: string }) => "the environment runs no cluster",
    description: "An environment has no clusters.",
  },
});

test("a diagnostic has its code, severity, message and place", () => {
  const source = { file: "a.ts", line: 1, column: 2 };
  expect(
    codes.create("unknown-field", { field: "membres" }, { source, hint: "did you mean members?" }),
  ).toEqual({
    code: "dsl/unknown-field",
    severity: "error",
    message: "membres is not a field of a cluster definition",
    source,
    hint: "did you mean members?",
  });
});

test("the code's own hint is said when an occurrence has none", () => {
  expect(codes.create("unknown-field", { field: "x" }).hint).toBe("see the reference page");
  expect(codes.create("no-clusters", { environment: "dev" })).not.toHaveProperty("hint");
});

test("names and parameters are typed", () => {
  expectTypeOf(codes.create).parameter(0).toEqualTypeOf<"unknown-field" | "no-clusters">();
  // @ts-expect-error: this code needs another parameter
  codes.create("no-clusters", { field: "x" });
});

test("a name that got past the types is a fault", () => {
  const loose: { create(name: string, parameters: object): unknown } = codes;
  expect(() => loose.create("unknown-feild", {})).toThrow(
    new RangeError("dsl/unknown-feild is not a known code; known: unknown-field, no-clusters"),
  );
});
