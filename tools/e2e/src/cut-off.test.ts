import { describe, expect, it } from "vitest";
import { judgeCutOff, type Sides } from "./cut-off.ts";
import { shifted } from "./cut-off-client.ts";

const rows = (by: string, ...times: readonly number[]) => times.map((at, id) => ({ id, at, by }));

/** The primary `a` is cut off from 1000 to 31000; `b` is the primary from 7000. */
function sides(changes: Partial<Sides> = {}): Sides {
  return {
    old: "a",
    cutAt: 1000,
    mendedAt: 31_000,
    local: rows("a", 900, 950, 1010),
    samples: [{ at: 900 }, { at: 30_900 }, { at: 33_000 }],
    service: [...rows("a", 990, 1005), ...rows("b", 7000, 7010, 40_000)],
    ...changes,
  };
}

describe("the judgement over a primary that was cut off", () => {
  it("is good when it acknowledged nothing after the new one", () => {
    expect(judgeCutOff(sides())).toEqual({
      localAcknowledged: 3,
      lastLocalAcknowledgedAfterCut: 10,
      findings: [],
    });
  });

  it.each([
    { what: "one row too many", local: rows("a", 900, 7001), rows: 1, last: 6001 },
    { what: "rows for the whole cut", local: rows("a", 900, 6900, 7100, 30_000), rows: 2, last: 29_000 },
    { what: "rows after the cut was mended", local: rows("a", 900, 35_000), rows: 1, last: 34_000 },
  ])("finds two primaries: $what", ({ local, rows: count, last }) => {
    expect(judgeCutOff(sides({ local })).findings).toEqual([
      `a acknowledged ${count} rows after b had acknowledged one, 6000 ms after the cut; the last ${last} ms after the cut`,
    ]);
  });

  it("does not take the old primary's own answers through the Service for those of a new one", () => {
    const service = [...rows("a", 990, 1001), ...rows("b", 7000)];
    expect(judgeCutOff(sides({ service, local: rows("a", 900, 1200) })).findings).toEqual([]);
  });

  it("takes whatever the old primary acknowledged while there was no other", () => {
    const service = rows("a", 990, 40_000);
    expect(judgeCutOff(sides({ service, local: rows("a", 900, 20_000) })).findings).toEqual([]);
  });

  it.each([
    { what: "a client that never wrote", changes: { local: [] } },
    { what: "a client that wrote only after the cut", changes: { local: rows("a", 1200) } },
  ])("$what proves nothing", ({ changes }) => {
    expect(judgeCutOff(sides(changes)).findings).toEqual([
      "the client beside a wrote nothing before the cut",
    ]);
  });

  it("a client that was cut off itself proves nothing", () => {
    expect(judgeCutOff(sides({ samples: [{ at: 900 }, { at: 1100 }] })).findings).toEqual([
      "the client beside a did not outlive the cut",
    ]);
  });
});

it("a report keeps everything but its clock", () => {
  const log = { tag: "t", acknowledged: rows("a", 1, 2), failures: { refused: 1 }, failedAt: [3] };
  expect(shifted({ log, samples: [] }, 100)).toEqual({
    log: { ...log, acknowledged: rows("a", 101, 102), failedAt: [103] },
    samples: [],
  });
});
