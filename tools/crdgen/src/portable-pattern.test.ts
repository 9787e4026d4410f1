import { expect, test } from "vitest";
import { unportableConstruct } from "./portable-pattern.ts";

test.each(["^[a-z]([-a-z0-9.]*[a-z0-9])?$", "^(?:a|b)\\.[0-9]+$", "^[^\\x00-\\x1f]*$"])(
  "%s is the same to both",
  (pattern) => {
    expect(unportableConstruct(pattern)).toBeUndefined();
  },
);

test.each([
  ["^a.b$", "the dot"],
  ["^\\s+$", "an escape for a class, a boundary or a back reference"],
  ["^(a)\\1$", "an escape for a class, a boundary or a back reference"],
  ["^(?=a)", "a group that begins with (?"],
  ["^(?i)a", "a group that begins with (?"],
  ["^'$", "a quote"],
  ["^(a", "a construct that is not valid"],
])("%s is not: %s", (pattern, construct) => {
  expect(unportableConstruct(pattern)).toBe(construct);
});
