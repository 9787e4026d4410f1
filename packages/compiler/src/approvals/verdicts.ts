import { type ChangeClass, compareChangeClasses } from "@grampus/api";
import type { RequiredApproval } from "@grampus/dsl";
import type { EnvironmentEntry, ExceptionEntry } from "../definition/entries.ts";
import { policyName } from "../definition/policies.ts";
import type { PlannedCluster } from "../plan/fleet-plan.ts";
import type { Approval } from "../records/approvals.ts";

/** A change of a cluster, by its digest. */
export interface DigestedChange {
  readonly planned: PlannedCluster;
  readonly digest: string;
}

/** That a policy asks for an approval of a change, and whether there is one. */
export interface ApprovalVerdict {
  readonly environment: string;
  readonly cluster: string;
  readonly changeClass: ChangeClass;
  readonly digest: string;
  /** Where the policy is among those of the environment. */
  readonly policy: number;
  readonly required: RequiredApproval;
  /** Who approves it; undefined when nobody does. */
  readonly by: string | undefined;
  /** The exception that lets the change through without one. */
  readonly exception: ExceptionEntry | undefined;
}

/** An approval that approves nothing: another change of its cluster is pending, or none is. */
export interface IdleApproval {
  readonly approval: Approval;
  /** The digest of the change that is pending; undefined when none is. */
  readonly pending: string | undefined;
}

/** Who of those that may approve a change does; undefined when nobody does. */
export function approvedBy(
  approvals: readonly Approval[],
  cluster: string,
  digest: string,
  from: readonly string[],
): string | undefined {
  const found = approvals.find(
    ({ cluster: name, change, by }) => name === cluster && change === digest && from.includes(by),
  );
  return found?.by;
}

/** Whether a change is of a class for which an approval is asked for. */
export function needsApproval(changeClass: ChangeClass, required: RequiredApproval): boolean {
  return compareChangeClasses(changeClass, required.for) >= 0;
}

/** What the policies of an environment ask for of the changes of its clusters. */
export function approvalVerdicts(
  { name, policies, exceptions }: EnvironmentEntry,
  changes: readonly DigestedChange[],
  approvals: readonly Approval[],
): readonly ApprovalVerdict[] {
  return changes
    .filter(({ planned }) => planned.environment === name)
    .flatMap(({ planned: { cluster, plan }, digest }) =>
      policies.flatMap((required, policy): readonly ApprovalVerdict[] => {
        if (required.kind !== "requireApproval" || !needsApproval(plan.changeClass, required)) return [];
        const by = approvedBy(approvals, cluster, digest, required.from);
        const exception = exceptions.find(
          (one) => one.cluster === cluster && one.policy === policyName(required),
        );
        return [
          {
            environment: name,
            cluster,
            changeClass: plan.changeClass,
            digest,
            policy,
            required,
            by,
            exception,
          },
        ];
      }),
    );
}

/** The approvals of an environment that approve nothing. */
export function idleApprovals(
  changes: readonly DigestedChange[],
  approvals: readonly Approval[],
): readonly IdleApproval[] {
  return approvals.flatMap((approval): readonly IdleApproval[] => {
    const pending = changes.find(
      ({ planned }) => planned.environment === approval.environment && planned.cluster === approval.cluster,
    )?.digest;
    return pending === approval.change ? [] : [{ approval, pending }];
  });
}
