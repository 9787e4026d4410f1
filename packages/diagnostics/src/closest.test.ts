import { expect, test } from "vitest";
import { closest, didYouMean } from "./closest.ts";

const FIELDS = ["members", "memory", "name", "namespace", "storage", "version", "variables"];

test.each([
  ["membres", "members"],
  ["nmae", "name"],
  ["Members", "members"],
  ["storge", "storage"],
  ["versions", "version"],
  ["variable", "variables"],
  ["port", undefined],
  ["xy", undefined],
  ["", undefined],
  ["members", undefined],
])("%j is closest to %j", (word, expected) => {
  expect(closest(word, FIELDS)).toBe(expected);
});

test("two single letters are not near each other by replacing both", () => {
  expect(closest("ab", ["cd"])).toBeUndefined();
});

test("the first of equally near words wins", () => {
  expect(closest("cat", ["car", "bat"])).toBe("car");
});

test("a very long word is answered at once", () => {
  expect(closest("x".repeat(65), ["x".repeat(64)])).toBeUndefined();
  expect(closest("x".repeat(64), ["x".repeat(63)])).toBe("x".repeat(63));
});

test("didYouMean gives a hint, or nothing that could overwrite one", () => {
  expect(didYouMean("membres", ["members"])).toEqual({ hint: "did you mean members?" });
  expect(didYouMean("xyz", ["members"])).toEqual({});
});
