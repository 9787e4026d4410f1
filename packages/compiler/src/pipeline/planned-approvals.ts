import { approvalLine } from "../approvals/findings.ts";
import { type ApprovalVerdict, approvalVerdicts } from "../approvals/verdicts.ts";
import { approvalsFile } from "../layout.ts";
import type { PlannedApproval } from "../plan/rules.ts";
import { recordReaders } from "../records/readers.ts";
import { changedFleet } from "./changed-fleet.ts";
import type { CompiledFleet } from "./compiled-fleet.ts";

/** An approval that is asked for, with the line that gives it. */
export function plannedApproval(verdict: ApprovalVerdict): PlannedApproval {
  const { environment, cluster, changeClass, digest: change, required, by, exception } = verdict;
  return {
    environment,
    cluster,
    changeClass,
    change,
    from: required.from,
    ...(by === undefined ? {} : { by }),
    ...(exception === undefined ? {} : { exception: exception.because }),
    line: approvalLine(verdict),
    file: approvalsFile(environment),
  };
}

/**
 * The approvals that policies of an environment ask for of its changes since `HEAD` left the default branch; none without a
 * commit to compare with.
 *
 * @throws CompilerFault `git-failed`, `cannot-read`
 */
export async function environmentApprovals(
  root: string,
  compiled: CompiledFleet,
  name: string,
): Promise<readonly PlannedApproval[]> {
  const entry = compiled.fleet.environments.get(name);
  if (entry?.policies.some(({ kind }) => kind === "requireApproval") !== true) return [];
  const changed = await changedFleet(root, compiled, undefined, new Set([name]));
  if (changed.kind === "incomparable") return [];
  const { approvals } = recordReaders(root).approvals(name);
  return approvalVerdicts(entry, changed.changes, approvals).map(plannedApproval);
}
