import { describe, expect, it } from "vitest";
import { doublePrimaries, newPrimaryAt, type Sample } from "./sampler.ts";

function sample(at: number, member: string, changes: Partial<Sample> = {}): Sample {
  return {
    askedAt: at - 2,
    at,
    member,
    readOnly: false,
    state: "ONLINE",
    role: "PRIMARY",
    reachable: 3,
    inView: 3,
    ...changes,
  };
}

describe("the sampler's judgement", () => {
  it("finds two members that would acknowledge at once", () => {
    const samples = [sample(0, "a"), sample(20, "b"), sample(50, "a")];
    expect(doublePrimaries(samples)).toHaveLength(1);
  });

  it("finds them beside an answer that overlaps with another", () => {
    const samples = [sample(0, "a"), sample(48, "b", { askedAt: 30 }), sample(50, "a"), sample(100, "a")];
    expect(doublePrimaries(samples)).toHaveLength(1);
  });

  it.each([
    {
      what: "a question that was asked before the other one took over",
      samples: [
        sample(0, "a"),
        sample(40, "b"),
        sample(50, "a", { askedAt: 5 }),
        sample(100, "a", { role: "SECONDARY" }),
      ],
    },
    { what: "one primary after the other", samples: [sample(0, "a"), sample(20, "b"), sample(70, "b")] },
    {
      what: "an old primary without a majority",
      samples: [sample(0, "a", { reachable: 1 }), sample(20, "b"), sample(50, "a", { reachable: 1 })],
    },
    {
      what: "a read-only one",
      samples: [sample(0, "a"), sample(20, "b", { readOnly: true }), sample(50, "a")],
    },
    {
      what: "one that left",
      samples: [sample(0, "a"), sample(20, "b", { state: "ERROR" }), sample(50, "a")],
    },
    { what: "samples far apart", samples: [sample(0, "a"), sample(500, "b"), sample(1000, "a")] },
  ])("does not take $what for two", ({ samples }) => {
    expect(doublePrimaries(samples)).toEqual([]);
  });

  it("says when another member became writable", () => {
    const samples = [
      sample(0, "b"),
      sample(100, "a"),
      sample(200, "b", { readOnly: true }),
      sample(300, "b"),
    ];
    expect(newPrimaryAt(samples, "a", 50)).toBe(300);
    expect(newPrimaryAt(samples, "a", 400)).toBeUndefined();
  });
});
