import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step } from "../../steps/step.ts";
import { MEMBERS, observation } from "../../testing/observations.ts";
import type { Observation } from "../observation/observation.ts";
import { decide } from "./decide.ts";

const RUNS = { numRuns: 600 };

function stepsOf(seen: Observation): readonly Step[] {
  return decide(seen).steps;
}

describe("whatever is observed", { timeout: 60_000 }, () => {
  test("the same observation gives the same decision, and stays as it is", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const before = JSON.stringify(seen);
        expect(decide(seen)).toEqual(decide(seen));
        expect(JSON.stringify(seen)).toBe(before);
      }),
      RUNS,
    );
  });

  test("a status that was written is not written again", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const { status } = decide(seen);
        const written = { ...seen, cluster: { ...seen.cluster, status } };
        expect(decide({ ...written, now: seen.now + 1 }).status).toBe(status);
      }),
      RUNS,
    );
  });

  test("the status that a look at the API server gives is the one the same facts give from the cache", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const { status } = decide({ ...seen, freshness: "live" });
        const written = { ...seen, cluster: { ...seen.cluster, status } };
        expect(decide({ ...written, freshness: "cache" }).status).toBe(status);
      }),
      RUNS,
    );
  });

  test("what ends or moves the primary comes when no other member is left", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const { steps, diagnosis } = decide(seen);
        if (diagnosis.state !== "Grouped") return;
        const { primary, names } = diagnosis.group;
        const inside = new Set(Object.values(names));
        const wanted = seen.cluster.spec?.members ?? 0;
        const stays = (name: string) => Number(name.slice(-1)) < wanted;
        const outdated = seen.pods.filter(({ revision }) => revision === "older").map(({ name }) => name);
        for (const step of steps) {
          if (step.kind === "leave") expect(step.target.member).not.toBe(primary);
          if (step.kind === "switch-primary") expect(stays(step.to)).toBe(true);
          const ended = step.kind === "delete-pod" ? step.target.name : undefined;
          const moved = step.kind === "switch-primary" ? step.target.member : undefined;
          if (primary === undefined || (ended ?? moved) !== primary || !stays(primary)) continue;
          expect(outdated.filter((name) => name !== primary && inside.has(name))).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("what cannot be undone is not done on the cache's word", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const kinds = stepsOf({ ...seen, freshness: "cache" }).map(({ kind }) => kind);
        for (const kind of [
          "bootstrap",
          "replace-identity",
          "create-identity",
          "delete-claim",
          "delete-pod",
        ] as const) {
          expect(kinds).not.toContain(kind);
        }
      }),
      RUNS,
    );
  });
});

test("the observations of the laws reach every kind of step that matters", { timeout: 60_000 }, () => {
  const seen = new Set<string>();
  const moved = new Set<string>();
  for (const one of fc.sample(observation, { numRuns: 2_000, seed: 1 })) {
    for (const step of stepsOf(one)) {
      seen.add(step.kind);
      if (step.kind === "switch-primary") moved.add(step.target.member);
    }
  }
  expect([...moved].sort()).toEqual([...MEMBERS]);
  for (const kind of [
    "bootstrap",
    "replace-identity",
    "join",
    "leave",
    "delete-pod",
    "label-pod",
    "reset-applier",
    "switch-primary",
  ]) {
    expect(seen).toContain(kind);
  }
});
