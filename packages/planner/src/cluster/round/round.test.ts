import { describe, expect, it, test } from "vitest";
import type { Step } from "../../steps/step.ts";
import { cluster, refusal } from "../../testing/observation-builder.ts";
import { decide } from "../decision/decide.ts";
import type { Decision } from "../decision/decision.ts";
import {
  afterEffect,
  afterFailedRound,
  afterLateEnd,
  beginRound,
  type EffectOutcome,
  EMPTY_MEMORY,
  endRound,
  type Round,
} from "./round.ts";

const { observation } = cluster({ members: 3 });
const healthy = decide(observation);
const NOW = observation.now;

function join(member: string): Step {
  const target = { member, podUid: "pod", serverUuid: "server" };
  return { kind: "join", target, because: "the test says so" };
}
const finalizer: Step = {
  kind: "add-finalizer",
  cluster: { name: "orders", uid: "u", resourceVersion: "1" },
  finalizer: "f",
  because: "the test says so",
};
const canary = { member: "orders-0", podUid: "pod", viewId: "view" };

function begun(change: Partial<Decision>, memory = EMPTY_MEMORY): Round {
  return beginRound(observation, memory, () => ({ ...healthy, ...change }));
}

function kinds({ effects }: Round): readonly string[] {
  return effects.map((effect) => (effect.kind === "perform-step" ? effect.step.kind : effect.kind));
}

/** The round after its effects came to these, one after the other. */
function after(round: Round, ...outcomes: readonly EffectOutcome["kind"][]): Round {
  return outcomes.reduce((before, kind) => {
    const outcome =
      kind === "failed" ? ({ kind, message: "no", refused: true } as const) : ({ kind } as const);
    return afterEffect(before, outcome, NOW);
  }, round);
}

const changed = { ...healthy.status, replicas: 7 };

describe("the effects of a round", () => {
  test.each<readonly [string, Partial<Decision>, readonly string[]]>([
    ["nothing new", { status: observation.cluster.status ?? changed }, []],
    ["a status", { status: changed }, ["write-status"]],
    [
      "status, steps, canary",
      { status: changed, steps: [join("a"), join("b")], canary },
      ["write-status", "join", "join", "send-canary"],
    ],
    [
      "no status beside a step on the Cluster itself",
      { status: changed, steps: [finalizer] },
      ["add-finalizer"],
    ],
  ])("%s", (_, decision, expected) => {
    expect(kinds(begun(decision))).toEqual(expected);
  });

  it("are dropped after one that did not come off, but for the canary", () => {
    const round = begun({ status: changed, steps: [join("a"), join("b")], canary });
    expect(kinds(after(round, "done", "going-on"))).toEqual(["join", "send-canary"]);
    for (const outcome of ["conflict", "failed", "unanswered"] as const)
      expect(kinds(after(round, "done", outcome))).toEqual(["send-canary"]);
    expect(kinds(after(round, "done", "forbidden"))).toEqual([]);
    expect(after(round, "done", "failed", "done").stopped).toBe("failed");
  });

  it("go on after a status that the API server does not take", () => {
    const round = begun({ status: changed, steps: [join("a"), join("b")], canary, requeueAfter: 0 });
    const refused = after(round, "failed");
    expect(kinds(refused)).toEqual(["join", "join", "send-canary"]);
    expect(kinds(after(refused, "done", "conflict"))).toEqual(["send-canary"]);
    expect(endRound(after(refused, "done", "done", "done"), 0)).toMatchObject({
      after: 100,
      memory: { failedRounds: 0, failures: [] },
    });
    for (const outcome of ["conflict", "unanswered"] as const)
      expect(kinds(after(round, outcome))).toEqual(["send-canary"]);
    expect(kinds(after(round, "forbidden"))).toEqual([]);
  });

  it("end with a failed round after such a status when there are no steps", () => {
    const refused = after(begun({ status: changed, canary }), "failed");
    expect(kinds(refused)).toEqual(["send-canary"]);
    expect(endRound(after(refused, "done"), 1)).toMatchObject({ after: 500, memory: { failedRounds: 1 } });
  });
});

describe("the memory", () => {
  it("wants the API server itself when the decision does, and after a round that was stopped", () => {
    expect(begun({ nextFreshness: "live" }).memory.freshness).toBe("live");
    const round = begun({ nextFreshness: "cache", steps: [join("a")] });
    expect(after(round, "done", "done").memory.freshness).toBe("cache");
    for (const outcome of ["conflict", "failed", "unanswered"] as const)
      expect(after(round, "done", outcome).memory.freshness).toBe("live");
  });

  it("keeps a step that was refused until it succeeds, and no conflict or silence", () => {
    const round = begun({ status: observation.cluster.status ?? changed, steps: [join("a")] });
    const refused = after(round, "failed").memory;
    expect(refused.failures).toMatchObject([
      { kind: "join", subject: "a", message: "no", refused: true, at: NOW },
    ]);
    const next = begun({ status: observation.cluster.status ?? changed, steps: [join("a")] }, refused);
    expect(after(next, "going-on").memory.failures).toEqual(refused.failures);
    expect(after(next, "done").memory.failures).toEqual([]);
    for (const outcome of ["conflict", "unanswered"] as const)
      expect(after(round, outcome).memory.failures).toEqual([]);
  });

  it("forgets failures of long ago before it decides", () => {
    const failed = (member: string, at: number) => refusal("join", member, { since: at, at });
    const failures = [failed("a", NOW - 600_000), failed("b", NOW - 599_999)];
    const round = beginRound({ ...observation, failures }, { ...EMPTY_MEMORY, failures });
    expect(round.memory.failures).toEqual([failures[1]]);
    expect(round.observation.failures).toEqual([failures[1]]);
  });

  it("tells nobody of a refusal of hours ago when the step is first tried again", () => {
    const old = refusal("join", "orders-2", { since: NOW - 7_200_000, at: NOW - 7_000_000 });
    const offline = cluster({ members: 3 }).withOffline("orders-2", 90).unlabelled("orders-2");
    const { decision } = beginRound(offline.with({ failures: [old] }).observation, EMPTY_MEMORY);
    expect(decision.steps).toMatchObject([{ kind: "join" }]);
    expect(decision.stall).toBeUndefined();
  });

  it("learns what became of a statement that ran on behind its step", () => {
    const late = { step: join("a"), generation: 1, at: NOW };
    const refused = afterLateEnd(EMPTY_MEMORY, { ...late, refusal: { message: "no", refused: true } });
    expect(refused.failures).toMatchObject([{ kind: "join", subject: "a" }]);
    expect(afterLateEnd(refused, { ...late, refusal: undefined }).failures).toEqual([]);
  });
});

describe("the next round", () => {
  it("is what the decision says, spread by a tenth", () => {
    const round = begun({ status: observation.cluster.status ?? changed, requeueAfter: 1_000 });
    expect([0, 1].map((chance) => Math.round(endRound(round, chance).after))).toEqual([900, 1_100]);
  });

  it("follows a step at once, with a moment for the watch, unless the step wants a pause", () => {
    const pause = (requeueAfter: number) =>
      endRound(after(begun({ steps: [join("a")], requeueAfter }), "done", "done"), 0);
    expect(pause(0).after).toBe(100);
    expect(pause(30_000).after).toBe(30_000);
  });

  it("comes later and later while conflicts stay, and soon again after the last", () => {
    let memory = EMPTY_MEMORY;
    const pauses: number[] = [];
    for (let index = 0; index < 12; index++) {
      const next = endRound(after(begun({ steps: [join("a")] }, memory), "done", "conflict"), 0);
      memory = next.memory;
      pauses.push(next.after);
    }
    expect(pauses).toEqual([250, 250, 250, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
    expect(endRound(begun({}, memory), 0).memory.conflicts).toBe(0);
  });

  it("comes later and later while rounds fail, with or without an observation", () => {
    let memory = EMPTY_MEMORY;
    const pauses: number[] = [];
    for (let index = 0; index < 8; index++) {
      const next =
        index % 2 === 0
          ? afterFailedRound(memory, 1)
          : endRound(after(begun({ steps: [join("a")] }, memory), "done", "failed"), 1);
      memory = next.memory;
      pauses.push(next.after);
    }
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(afterFailedRound(EMPTY_MEMORY, 0).after).toBe(250);
    expect(endRound(begun({}, memory), 0).memory.failedRounds).toBe(0);
  });
});
