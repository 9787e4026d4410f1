import { idleApprovalFinding, missingApproval } from "../approvals/findings.ts";
import { approvalVerdicts, idleApprovals } from "../approvals/verdicts.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import type { RecordReaders } from "../records/readers.ts";
import { type ChangedFleet, changedFleet } from "./changed-fleet.ts";
import type { CompiledFleet } from "./compiled-fleet.ts";
import { judgedPins } from "./judged-gates.ts";

/** Which rules of changes are asked for. */
export interface ChangeRules {
  readonly root: string;
  readonly records: RecordReaders;
  /** With what the fleet is compared; where `HEAD` left the default branch unless said. */
  readonly against?: string;
  /** Whether it is an error that there is nothing to compare with. */
  readonly isRequired: boolean;
  readonly hasGates: boolean;
  readonly now: Date;
  readonly isAsked: (environment: string, cluster: string) => boolean;
}

function asksForApproval({ policies, gates }: EnvironmentEntry): boolean {
  return (
    policies.some(({ kind }) => kind === "requireApproval") || gates.some(({ kind }) => kind === "approval")
  );
}

/** What is said about the approvals of an environment. */
function approvalFindings(
  environment: EnvironmentEntry,
  records: RecordReaders,
  isAsked: ChangeRules["isAsked"],
  { changes }: ChangedFleet,
): readonly Finding[] {
  const { approvals } = records.approvals(environment.name);
  const missing = approvalVerdicts(environment, changes, approvals).filter(
    ({ by, cluster }) => by === undefined && isAsked(environment.name, cluster),
  );
  return [
    ...missing.map((verdict) => missingApproval(verdict, environment)),
    ...idleApprovals(changes, approvals).map(idleApprovalFinding),
  ];
}

/**
 * Finds changes that nobody approved, where a policy asks for it, and promotions that gates hold, where those are asked.
 *
 * @throws CompilerFault `git-failed`, `cannot-read`
 */
export async function changeRuleFindings(
  compiled: CompiledFleet,
  rules: ChangeRules,
): Promise<readonly Finding[]> {
  const { root, records, against, isRequired, hasGates, now, isAsked } = rules;
  const environments = [...compiled.fleet.environments.values()];
  const approving = environments.filter(asksForApproval);
  const gated = hasGates ? environments.filter(({ gates }) => gates.length > 0) : [];
  const asked = new Set([...approving, ...gated].map(({ name }) => name));
  if (asked.size === 0) return [];
  const changed = await changedFleet(root, compiled, against, asked);
  if (changed.kind === "incomparable") {
    const isTold = isRequired || changed.isCut || gated.length > 0;
    return isTold ? changed.diagnostics.map((diagnostic) => ({ diagnostic })) : [];
  }
  const approvals = approving.flatMap((environment) =>
    approvalFindings(environment, records, isAsked, changed),
  );
  const promotions = hasGates
    ? (await judgedPins({ root, records, compiled, ...changed, now, isAsked })).findings
    : [];
  return [...approvals, ...promotions];
}
