import { type ClusterPlan, planOfCluster } from "../plan/cluster-plan.ts";
import type { ClusterState } from "../plan/played.ts";

/** Whether what a promotion does can be taken back with a rollback. */
export interface Reversal {
  readonly isPossible: boolean;
  /** Why it is not, or what it costs; each a sentence. */
  readonly reasons: readonly string[];
}

const GIVES_UP: readonly string[] = ["irreversible", "destructive", "forbidden"];

/** The fields of a change that give up something which no rollback brings back. */
function givenUp({ fields }: ClusterPlan): readonly string[] {
  return fields
    .filter(({ changeClass }) => GIVES_UP.includes(changeClass))
    .map(({ path, changeClass }) => `a change of ${path.join(".")} is ${changeClass}`);
}

/**
 * Whether a change of a cluster can be taken back: the way back is planned too. What the API server or the operator
 * refuses on it, and what the way there gives up, makes a rollback impossible.
 */
export function reversal(
  before: ClusterState | undefined,
  after: ClusterState,
  forth: ClusterPlan | undefined,
): Reversal {
  if (before === undefined) {
    return { isPossible: false, reasons: ["nothing of it ran there before"] };
  }
  const back = planOfCluster(after, before);
  const refused =
    back?.outcome.kind === "refused" || back?.outcome.kind === "stalled" ? [back.outcome.message] : [];
  const reasons = [...refused, ...(forth === undefined ? [] : givenUp(forth))];
  if (reasons.length > 0) return { isPossible: false, reasons };
  const filled = back?.interruption.filled ?? 0;
  const restarts = back?.interruption.restarts ?? 0;
  const costs = [
    ...(restarts === 0 ? [] : [`it restarts ${restarts} ${restarts === 1 ? "member" : "members"}`]),
    ...(filled === 0 ? [] : [`it fills ${filled} ${filled === 1 ? "member" : "members"}`]),
  ];
  return { isPossible: true, reasons: costs };
}
