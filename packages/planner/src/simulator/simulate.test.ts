import { describe, expect, test } from "vitest";
import { type SimulationResult, simulate } from "./index.ts";

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);
const STEPS = 4_000;

const results = new Map<number, SimulationResult>();

function resultOf(seed: number): SimulationResult {
  const result = results.get(seed) ?? simulate(seed, STEPS);
  results.set(seed, result);
  return result;
}

// I1 to I6 of docs/operator/states.md, and that the cluster becomes ready once the faults end.
describe("the invariants hold", () => {
  test.each(SEEDS)("with seed %i", { timeout: 60_000 }, (seed) => {
    const { violations, trace } = resultOf(seed);
    expect([...violations, ...(violations.length > 0 ? trace : [])]).toEqual([]);
  });
});

test("the same seed gives the same run", () => {
  expect(simulate(7, 1_000)).toEqual(simulate(7, 1_000));
});

test("the faults, the repairs and the writes are really there", { timeout: 120_000 }, () => {
  const tallies = SEEDS.map((seed) => resultOf(seed).tally);
  const total = (event: string) => tallies.reduce((sum, tally) => sum + (tally[event] ?? 0), 0);
  for (const event of [
    "acknowledged write",
    "bootstrap",
    "clone",
    "delete-pod",
    "disarm-bootstrap",
    "end-operations",
    "end-sessions",
    "expelled",
    "fault: API server away",
    "fault: API server in trouble",
    "fault: API server refuses",
    "fault: ConfigMap of the user deleted",
    "fault: Secret spoiled",
    "fault: kill all mysqld",
    "fault: lose volume of a secondary",
    "fault: lose volume of the primary",
    "fault: node down",
    "fault: node gone",
    "fault: node lost with its volumes",
    "fault: object changed by hand",
    "fault: object spoiled",
    "fault: partition",
    "fault: pod loses its labels",
    "fault: schema change",
    "fault: slow disk",
    "fault: statements refused",
    "fault: template changed by hand",
    "for good: cut off",
    "for good: gone",
    "for good: off",
    "forget-expelled",
    "change-claim",
    "late step of a dead operator",
    "leave",
    "operator died within a bootstrap",
    "operator ended without the API server",
    "operator killed",
    "refused: apply",
    "refused: change-claim",
    "refused: join",
    "refused: label-pod",
    "refused: relabel-pod",
    "refused: set-variables",
    "reset-applier",
    "set-variables",
    "switch-primary",
  ]) {
    expect({ event, happened: total(event) > 0 }).toEqual({ event, happened: true });
  }
  expect(total("applier stuck by old relay logs")).toBe(0);
});
