import { expect, it } from "vitest";
import { variableLiteral } from "./variable-literal.ts";

it.each([
  { value: null, literal: "DEFAULT" },
  { value: "100", literal: "100" },
  { value: "-1", literal: "-1" },
  { value: "0.5", literal: "0.5" },
  { value: "64M", literal: "67108864" },
  { value: "8e", literal: "9223372036854775808" },
  { value: "ON", literal: "'ON'" },
  { value: "1; SHUTDOWN", literal: "'1; SHUTDOWN'" },
  { value: "1M2", literal: "'1M2'" },
])("$value is set as $literal", ({ value, literal }) => {
  expect(variableLiteral(value)).toBe(literal);
});
