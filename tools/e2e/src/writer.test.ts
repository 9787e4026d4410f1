import { describe, expect, it } from "vitest";
import { longestGap } from "./writer.ts";

const logOf = (...times: readonly number[]) => ({ acknowledged: times.map((at) => ({ at })) });

describe("the longest gap", () => {
  it.each([
    { log: logOf(0, 10, 20, 500, 510), from: 15, gap: 480 },
    { log: logOf(0, 900, 1000, 1010), from: 950, gap: 100 },
    { log: logOf(0, 10), from: 20, gap: 0 },
    { log: logOf(100, 130), from: 50, gap: 50 },
  ])("after $from is $gap", ({ log, from, gap }) => {
    expect(longestGap(log, from)).toBe(gap);
  });
});
