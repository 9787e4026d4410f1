import { describe, expect, test } from "vitest";
import type { Operation } from "../../operation/operation.ts";
import { cluster, NOW, type Scene } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import { decide } from "../decision/decide.ts";
import { beginRound, EMPTY_MEMORY, type RoundMemory, switchWaitOf } from "../round/index.ts";

const ALTER: Operation = { kind: "ALTER TABLE", session: 12, user: "app", since: NOW - 34_000 };
const OPEN: Operation = { kind: "transaction", session: 13, user: "shop", since: NOW - 9_000 };

/** Three members of which only the primary has the older template. */
function rolling(wait: string, ...operations: readonly Operation[]): Scene {
  return cluster({ members: 3, updateStrategy: { maxSwitchoverWait: wait } }).withMember("orders-0", {
    pod: { revision: "older" },
    answer: { operations },
  });
}

function waited(scene: Scene, ms: number): Scene {
  return scene.with({ switchWaitsSince: NOW - ms });
}

const SWITCH = ["switch-primary orders-0 to orders-1"];
const END = ["end-operations orders-0"];

describe("before a switch", () => {
  test.each<readonly [string, Scene, readonly string[]]>([
    ["nothing runs: it is made", rolling("10m"), SWITCH],
    ["a schema change is waited for", rolling("10m", ALTER), []],
    ["until the bound", waited(rolling("10m", ALTER), 599_000), []],
    ["and is ended then, before the switch", waited(rolling("10m", ALTER, OPEN), 600_000), END],
    ["at once where nobody is to wait", rolling("0s", OPEN), END],
    ["it is made once what was ended is gone", waited(rolling("10m"), 601_000), SWITCH],
    [
      "a server that cannot say what runs is not waited for",
      cluster({ members: 3 }).withMember("orders-0", { pod: { revision: "older" } }),
      SWITCH,
    ],
    [
      "what runs on a secondary is nothing to it",
      rolling("10m").withMember("orders-1", { answer: { operations: [ALTER] } }),
      SWITCH,
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });

  test("who is to leave waits in the same way", () => {
    const scene = cluster({ members: 3, primary: "orders-2" })
      .withSpec({ members: 2 })
      .withMember("orders-2", { answer: { operations: [ALTER] } });
    expect(stepsOf(scene)).toEqual([]);
    expect(decide(scene.observation).switchWaits).toContain("ALTER TABLE in session 12");
  });

  test("a person is told whom it waits for", () => {
    expect(conditionsOf(rolling("10m", ALTER, OPEN))).toMatchInlineSnapshot(`
      [
        "Ready=False Changing: 3 of 3 members online; orders-0 is restarted last; the switch waits for ALTER TABLE in session 12 of app since 23:59:26 UTC, transaction in session 13 of shop since 23:59:51 UTC on orders-0, and ends it at 00:10:00 UTC: spec.updateStrategy.maxSwitchoverWait is 10m",
        "Reconciling=True Changing: orders-0 is restarted last; the switch waits for ALTER TABLE in session 12 of app since 23:59:26 UTC, transaction in session 13 of shop since 23:59:51 UTC on orders-0, and ends it at 00:10:00 UTC: spec.updateStrategy.maxSwitchoverWait is 10m",
      ]
    `);
  });

  test("four of them are too many to be named", () => {
    const four = [12, 13, 14, 15].map((session) => ({ ...ALTER, session }));
    expect(decide(rolling("10m", ...four).observation).switchWaits).toMatch(
      /session 14 of app .* and 1 more/,
    );
  });
});

describe("the bound is counted from when the wait began", () => {
  const { observation } = rolling("10m", ALTER);
  const idle = rolling("10m").observation;
  const look = (memory: RoundMemory, at: number, seen = observation) =>
    beginRound({ ...seen, now: NOW + at, ...switchWaitOf(memory, NOW + at) }, memory).memory;
  const sinceOf = (memory: RoundMemory, at: number) => switchWaitOf(memory, NOW + at).switchWaitsSince;

  test("through looks that find nothing for a while", () => {
    const first = look(EMPTY_MEMORY, 0);
    expect(sinceOf(first, 1_000)).toBe(NOW);
    const later = look(look(first, 20_000, idle), 40_000);
    expect(sinceOf(later, 41_000)).toBe(NOW);
  });

  test("and anew after a minute without one", () => {
    const first = look(EMPTY_MEMORY, 0);
    expect(sinceOf(first, 61_000)).toBeUndefined();
    expect(look(first, 61_000, idle).switchWait).toBeUndefined();
    expect(sinceOf(look(first, 61_000), 62_000)).toBe(NOW + 61_000);
  });
});
