import { describe, expect, it } from "vitest";
import { sqlString, sqlUuid, sqlVariable, variableLiteral } from "./sql-text.ts";

describe("text in statements", () => {
  it.each([
    { text: "plain", literal: "'plain'" },
    { text: "it's", literal: "'it''s'" },
    { text: "back\\slash", literal: "'back\\\\slash'" },
    { text: "'; DROP TABLE t; -- ", literal: "'''; DROP TABLE t; -- '" },
    { text: "grün 🐳", literal: "'grün 🐳'" },
  ])("$text is $literal", ({ text, literal }) => {
    expect(sqlString(text)).toBe(literal);
  });

  it.each(["\0", "\n", "\u001a", "\u007f", "\ud800"])("%j is never sent", (text) => {
    expect(() => sqlString(text)).toThrow("never sent");
  });

  it.each(["max_connections", "x"])("%s may be a variable", (name) => {
    expect(sqlVariable(name)).toBe(name);
  });

  it.each(["", "Max", "a-b", "a;b", "@@x"])("%j is no variable", (name) => {
    expect(() => sqlVariable(name)).toThrow("not the name of a server variable");
  });

  it("a UUID is one", () => {
    expect(sqlUuid("8f2a7c1e-0b1d-4c55-9a51-000000000001")).toBe("'8f2a7c1e-0b1d-4c55-9a51-000000000001'");
    expect(() => sqlUuid("' OR 1=1")).toThrow("is not a UUID");
  });
});

it.each([
  { name: "max_connections", value: null, literal: "DEFAULT" },
  { name: "max_connections", value: "100", literal: "100" },
  { name: "optimizer_trace_offset", value: "-1", literal: "-1" },
  { name: "long_query_time", value: "0.5", literal: "0.5" },
  { name: "completion_type", value: "1", literal: "1" },
  { name: "general_log", value: "ON", literal: "'ON'" },
  { name: "log_error_suppression_list", value: "3719", literal: "'3719'" },
  { name: "init_connect", value: "1; SHUTDOWN", literal: "'1; SHUTDOWN'" },
  { name: "max_connections", value: "1; SHUTDOWN", literal: "'1; SHUTDOWN'" },
])("$name with $value is set as $literal", ({ name, value, literal }) => {
  expect(variableLiteral(name, value)).toBe(literal);
});
