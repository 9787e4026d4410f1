import { type Condition, healthOf, READY_REASONS } from "@grampus/api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { observation } from "../../testing/observations.ts";
import { decide } from "../decision/decide.ts";
import { STALLED_REASONS } from "../diagnosis/diagnosis.ts";
import { conditionsFrom } from "./conditions.ts";

const HEALTH_BY_REASON: ReadonlyMap<string, string> = new Map(
  Object.entries(READY_REASONS).map(([reason, { health }]) => [reason, health]),
);

function tableHealth(conditions: readonly Condition[]): string | undefined {
  if (conditions.some(({ type }) => type === "Stalled")) return "Degraded";
  return HEALTH_BY_REASON.get(conditions.find(({ type }) => type === "Ready")?.reason ?? "");
}

test("a Cluster is seen as the tables say of the reason that the operator gives", { timeout: 60_000 }, () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(observation, (observed) => {
      const { status } = decide(observed);
      const { conditions = [], observedGeneration } = status;
      const { deletionTimestamp: _, ...rest } = observed.cluster.metadata;
      const metadata = { ...rest, generation: observedGeneration };
      const { health, message } = healthOf({ ...observed.cluster, metadata, status });
      expect([health, conditions]).toEqual([tableHealth(conditions), conditions]);
      const said = conditions.map(({ reason, message: words }) => `${reason}: ${words}`);
      expect(said).toContain(message);
      for (const { type, reason } of conditions) seen.add(type === "Stalled" ? type : reason);
    }),
    { numRuns: 1_000 },
  );
  const often = ["Stalled", "Changing", "Confirming", "MembersMissing", "NoGroup", "Uncertain"];
  expect(often.filter((reason) => !seen.has(reason))).toEqual([]);
});

test.each(STALLED_REASONS)("a Cluster that is stalled by %s is degraded", (reason) => {
  const words = { reason, message: "a person has to act" };
  const conditions = conditionsFrom(
    [
      { type: "Ready", status: "False", ...words },
      { type: "Stalled", status: "True", ...words },
    ],
    undefined,
    2,
    0,
  );
  const cluster = { metadata: { generation: 2 }, status: { observedGeneration: 2, conditions } };
  expect(healthOf(cluster)).toEqual({ health: "Degraded", message: `${reason}: a person has to act` });
});
