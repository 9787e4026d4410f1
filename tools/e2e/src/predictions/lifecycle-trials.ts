import { type Forecast, forecast, forecastDeletion } from "@grampus/planner/forecast";
import { expectThat } from "../e2e-fault.ts";
import { settledPrimary } from "../switchover.ts";
import { createLedger } from "../writer.ts";
import { type Applied, apply, forecastState } from "./applied.ts";
import { type Course, makeTrue, memberNames } from "./spec-trials.ts";
import { type Bench, tried } from "./trial.ts";

const FIELD = "the Cluster";

/** Creates a cluster; which of its members answers first is not compared. */
export async function tryCreation(
  bench: Bench,
  kind: string,
  applied: Applied,
  expected: Forecast,
): Promise<Course> {
  const { kube, cluster } = bench;
  await tried(bench, {
    kind,
    field: FIELD,
    forecast: expected,
    members: memberNames(bench, applied).length,
    act: () => apply(kube, cluster, applied),
    anyFirst: true,
  });
  await createLedger(cluster);
  return { applied, history: [] };
}

/** Deletes a cluster. */
export async function tryDeletion(bench: Bench, kind: string, { applied, history }: Course): Promise<void> {
  const { kube, cluster } = bench;
  const primary = await settledPrimary(cluster);
  await tried(bench, {
    kind,
    field: FIELD,
    forecast: forecastDeletion(forecastState(cluster, applied), { history }),
    before: { primary, online: memberNames(bench, applied) },
    members: 0,
    act: async () => {
      await kube.run("delete", "cluster", cluster.name, "-n", cluster.namespace, "--timeout=180s");
    },
  });
}

/** With `spec.deletionProtection` the API server refuses the deletion, and the operator does nothing. */
export async function tryProtected(bench: Bench, { applied, history }: Course): Promise<void> {
  const { kube, cluster } = bench;
  const protection: Applied = { ...applied, spec: { ...applied.spec, deletionProtection: true } };
  await makeTrue(bench, protection);
  const primary = await settledPrimary(cluster);
  const state = forecastState(cluster, protection);
  await tried(bench, {
    kind: "deletion of a protected cluster: refused",
    field: FIELD,
    forecast: forecast(state, state, { primary, history }),
    before: { primary, online: memberNames(bench, protection) },
    members: memberNames(bench, protection).length,
    act: async () => {
      const answer = await kube.run("delete", "cluster", cluster.name, "-n", cluster.namespace).then(
        () => "it was deleted",
        (error: unknown) => String(error),
      );
      expectThat(answer.includes("deletionProtection"), `deletion of a protected cluster: ${answer}`);
    },
  });
  await makeTrue(bench, applied);
}
