import { expect, test } from "vitest";
import { durationMs, durationText } from "./duration.ts";

test.each([
  ["30m", 1_800_000, "30m"],
  ["48h", 172_800_000, "2d"],
  ["7d", 604_800_000, "7d"],
  ["90m", 5_400_000, "1h 30m"],
  ["1501m", 90_060_000, "1d 1h"],
  ["1441m", 86_460_000, "1d"],
])("%s is %s ms, and is told as %s", (text, length, told) => {
  expect(durationMs(text)).toBe(length);
  expect(durationText(length)).toBe(told);
});

test.each(["", "0h", "48", "48 h", "1.5h", "-1h", "2w", "1h30m", "999999h", "constructor"])(
  "no length: %j",
  (text) => {
    expect(durationMs(text)).toBeUndefined();
  },
);

test("what is nearly over is told as a minute", () => {
  expect(durationText(1)).toBe("1m");
});
