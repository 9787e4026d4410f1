import { expect, it } from "vitest";
import { variableLiteral } from "./variable-literal.ts";

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
