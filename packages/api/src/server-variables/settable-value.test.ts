import { expect, test } from "vitest";
import { serverVariable } from "./catalogue.ts";
import { isBareLiteral, settableValue } from "./settable-value.ts";

test.each([
  ["tmp_table_size", "64M", "67108864"],
  ["max_binlog_cache_size", "8e", "9223372036854775808"],
  ["max_connections", 500, "500"],
  ["optimizer_trace_offset", "-1", "-1"],
  ["general_log", "true", "ON"],
  ["general_log", "0", "OFF"],
  ["general_log", "maybe", "maybe"],
  ["init_connect", "64M", "64M"],
  ["completion_type", "CHAIN", "CHAIN"],
])("%s: %s is set as %s", (name, value, expected) => {
  expect(settableValue(serverVariable(name)?.type, value)).toBe(expected);
});

test.each([
  ["max_connections", "500", true],
  ["long_query_time", "0.5", true],
  ["completion_type", "1", true],
  ["general_log", "ON", false],
  ["log_error_suppression_list", "3719", false],
])("%s: whether %s stands bare", (name, value, expected) => {
  expect(isBareLiteral(serverVariable(name)?.type, value)).toBe(expected);
});
