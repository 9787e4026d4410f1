import { describe, expect, it } from "vitest";
import { behindSince, EMPTY_LAG_HISTORY, type LagHistory, withExecuted } from "./lag-history.ts";

const GROUP = "11111111-1111-4111-8111-111111111111";
const SERVERS = ["a", "b", "c"];

type Look = readonly [at: number, server: string, last: number];

/** The history after these looks; `primary` is who was the primary then. */
function after(looks: readonly Look[], primary = "a", start: LagHistory = EMPTY_LAG_HISTORY): LagHistory {
  return looks.reduce(
    (history, [at, serverUuid, last]) =>
      withExecuted(
        history,
        { serverUuid, isPrimary: serverUuid === primary, executed: `${GROUP}:1-${last}`, at },
        SERVERS,
      ),
    start,
  );
}

describe("since when a member is behind", () => {
  it.each<readonly [string, readonly Look[], number | undefined]>([
    [
      "not when it has all that the primary had",
      [
        [1, "a", 5],
        [2, "b", 5],
      ],
      undefined,
    ],
    [
      "nor with more, read later",
      [
        [1, "a", 5],
        [2, "b", 9],
      ],
      undefined,
    ],
    ["nor while nobody saw the primary", [[2, "b", 5]], undefined],
    [
      "since what it lacks was first seen",
      [
        [1, "a", 5],
        [2, "b", 5],
        [3, "a", 6],
        [9, "b", 5],
      ],
      3,
    ],
    [
      "since the oldest of what it lacks",
      [
        [1, "a", 5],
        [2, "b", 5],
        [3, "a", 6],
        [5, "a", 7],
        [9, "b", 5],
      ],
      3,
    ],
    [
      "later, as it catches up",
      [
        [1, "a", 5],
        [2, "b", 5],
        [3, "a", 6],
        [5, "a", 7],
        [7, "a", 8],
        [9, "b", 6],
      ],
      5,
    ],
    [
      "no more once it has caught up",
      [
        [1, "a", 5],
        [2, "b", 5],
        [3, "a", 6],
        [5, "a", 7],
        [9, "b", 7],
      ],
      undefined,
    ],
    [
      "an idle primary leaves nobody behind",
      [
        [1, "a", 5],
        [2, "b", 5],
        [60, "a", 5],
      ],
      undefined,
    ],
    [
      "a process that has just started knows of no time before",
      [
        [50, "a", 500],
        [51, "b", 5],
        [55, "a", 510],
        [56, "b", 6],
      ],
      50,
    ],
  ])("%s", (_, looks, expected) => {
    expect(behindSince(after(looks), "b")).toBe(expected);
  });

  it("the primary is never behind", () => {
    expect(
      behindSince(
        after([
          [1, "a", 5],
          [3, "b", 9],
        ]),
        "a",
      ),
    ).toBe(undefined);
  });

  it("a member that was behind the former primary is behind the new one", () => {
    const before = after([
      [1, "a", 5],
      [2, "b", 5],
      [2, "c", 5],
      [3, "a", 9],
      [4, "b", 5],
      [4, "c", 9],
    ]);
    const switched = after(
      [
        [20, "c", 9],
        [21, "b", 5],
        [22, "a", 9],
      ],
      "c",
      before,
    );
    expect(behindSince(switched, "b")).toBe(3);
    expect(behindSince(switched, "a")).toBe(undefined);
    expect(behindSince(switched, "c")).toBe(undefined);
  });

  it("what a former primary had alone leaves nobody behind", () => {
    const before = after([
      [1, "a", 5],
      [2, "b", 5],
      [2, "c", 5],
      [3, "a", 9],
    ]);
    const switched = after(
      [
        [20, "c", 6],
        [21, "b", 6],
      ],
      "c",
      before,
    );
    expect(behindSince(switched, "b")).toBe(undefined);
  });

  it("keeps no more of the past than the slowest member needs, and never more than a bound", () => {
    const busy = Array.from({ length: 1000 }, (_, index): readonly Look[] => [
      [3 * index, "a", index + 1],
      [3 * index + 1, "b", index + 1],
      [3 * index + 2, "c", index + 1],
    ]).flat();
    expect(after(busy).progress.length).toBeLessThanOrEqual(2);
    const stopped = busy.map(([at, server, last]): Look => [at, server, server === "c" ? 1 : last]);
    const history = after(stopped);
    expect(history.progress.length).toBeLessThanOrEqual(128);
    expect(behindSince(history, "b")).toBe(undefined);
    expect(behindSince(history, "c")).toBe(3);
  });

  it("a set that cannot be read changes nothing", () => {
    const history = after([[1, "a", 5]]);
    const odd = { serverUuid: "b", isPrimary: false, executed: "?", at: 2 };
    expect(withExecuted(history, odd, SERVERS)).toBe(history);
  });
});
