import { describe, expect, it } from "vitest";
import { longestGap, unwritten } from "./writer.ts";

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

describe("the time in which writes fail", () => {
  it.each([
    { what: "long commits", log: logOf(0, 400, 1500, 1600), failedAt: [], from: 0, to: 1700, time: 0 },
    {
      what: "two pauses",
      log: logOf(0, 400, 500, 1500),
      failedAt: [200, 800, 900],
      from: 10,
      to: 1700,
      time: 390 + 1000,
    },
    { what: "a pause that goes on", log: logOf(0, 100), failedAt: [4000], from: 0, to: 5000, time: 4900 },
    {
      what: "failures outside of it",
      log: logOf(0, 900, 1900),
      failedAt: [500, 2000],
      from: 950,
      to: 1950,
      time: 0,
    },
  ])("$what", ({ log, failedAt, from, to, time }) => {
    expect(unwritten({ ...log, failedAt }, from, to)).toBe(time);
  });
});
