import { setTimeout as delay } from "node:timers/promises";
import { effects, type StepRecord } from "@grampus/planner/forecast";
import type { Kube } from "../kube.ts";
import { performedSteps } from "../operator-log.ts";
import type { TestedCluster } from "../tested-cluster.ts";
import type { End } from "./comparison.ts";

/** What is expected of a change, so that its end is not taken for its beginning. */
export interface Expectation {
  /** Members of the cluster afterwards; 0 when it is deleted. */
  readonly members: number;
  /** Whether the operator is to do anything that clients, servers or data feel. */
  readonly acts: boolean;
  /** Whether a member stays away, so that the cluster does not become ready. */
  readonly waits: boolean;
}

/** How a change ended. */
export interface Settled {
  readonly end: End;
  readonly steps: readonly StepRecord[];
  /** When the state it ended in was first seen, in milliseconds of `performance.now()`. */
  readonly at: number;
}

/** How long a state without a step has to last before it is taken for the end, in milliseconds. */
const QUIET: Readonly<Record<"settled" | "stalled" | "waiting", number>> = {
  settled: 5_000,
  stalled: 15_000,
  waiting: 90_000,
};
/** The operator has begun by then: a ConfigMap is looked at every 30 s. */
const BEGUN_BY = 75_000;
const LONGEST = 600_000;
const EVERY = 500;

async function stateOf(
  kube: Kube,
  { namespace, name }: TestedCluster,
  { members, waits }: Expectation,
): Promise<End | undefined> {
  const found = await kube.find("clusters.mysql.oracle.com", namespace, name);
  if (found === undefined) return members === 0 ? "settled" : undefined;
  const { metadata, status } = found;
  if (members === 0 || status?.observedGeneration !== metadata.generation) return undefined;
  const conditions = new Map(status?.conditions?.map((condition) => [condition.type, condition]));
  const stalled = conditions.get("Stalled");
  if (stalled?.status === "True") return `stalled: ${stalled.reason ?? ""}`;
  if (conditions.get("Ready")?.status === "True" && status?.readyReplicas === members) return "settled";
  return waits ? "waiting" : undefined;
}

function quietFor(end: End): number {
  return end === "settled" || end === "waiting" ? QUIET[end] : QUIET.stalled;
}

/** Waits until a change has come to its end, and nothing more happens; `endless` when it does not. */
export async function settle(
  kube: Kube,
  cluster: TestedCluster,
  since: Date,
  expected: Expectation,
): Promise<Settled> {
  const startedAt = performance.now();
  let seen: { end: End | undefined; at: number; steps: number } = { end: undefined, at: startedAt, steps: 0 };
  while (performance.now() - startedAt < LONGEST) {
    await delay(EVERY);
    const end = await stateOf(kube, cluster, expected);
    if (end === undefined) {
      seen = { end, at: performance.now(), steps: 0 };
      continue;
    }
    const steps = await performedSteps(kube, cluster, since);
    if (end !== seen.end || steps.length !== seen.steps) {
      seen = { end, at: performance.now(), steps: steps.length };
      continue;
    }
    const mayBegin = expected.acts && effects(steps).length === 0 && performance.now() - startedAt < BEGUN_BY;
    if (!mayBegin && performance.now() - seen.at >= quietFor(end)) return { end, steps, at: seen.at };
  }
  return { end: "endless", steps: await performedSteps(kube, cluster, since), at: performance.now() };
}
