import { expect, test } from "vitest";
import { durationMs } from "./duration.ts";

test.each<readonly [string, number | undefined]>([
  ["0s", 0],
  ["30s", 30_000],
  ["10m", 600_000],
  ["99h", 356_400_000],
  ["9999s", 9_999_000],
  ["05m", undefined],
  ["5", undefined],
  ["1d", undefined],
  ["1h30m", undefined],
  ["-1s", undefined],
  ["", undefined],
])("%s", (text, ms) => {
  expect(durationMs(text)).toBe(ms);
});
