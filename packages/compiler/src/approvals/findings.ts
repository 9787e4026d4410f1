import { namesText } from "../data/value-text.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import { approvalsFile } from "../layout.ts";
import { approvalText } from "../records/approvals.ts";
import { approvalCodes } from "./diagnostics.ts";
import type { ApprovalVerdict, IdleApproval } from "./verdicts.ts";

/** The line that approves a change. */
export function approvalLine({ environment, cluster, digest, required }: ApprovalVerdict): string {
  return approvalText({ environment, cluster, change: digest, by: required.from[0] ?? "" });
}

/** The change that a policy asks an approval of and that has none; an information where an exception lets it through. */
export function missingApproval(verdict: ApprovalVerdict, { file }: EnvironmentEntry): Finding {
  const { environment, cluster, changeClass, policy, required, exception } = verdict;
  const place = `${environment}/${cluster}`;
  const diagnostic = approvalCodes.create(
    "missing",
    { place, changeClass, from: namesText(required.from) },
    { subject: place, hint: `add to ${approvalsFile(environment)}: ${approvalLine(verdict)}` },
  );
  const asked = {
    message: "the policy",
    place: { file, path: ["policies", policy], part: "value" },
  } as const;
  return {
    diagnostic: exception === undefined ? diagnostic : { ...diagnostic, severity: "info" },
    place: { file, path: ["clusters", cluster], part: "name" },
    related: [asked],
  };
}

/** An approval that approves nothing, at its line. */
export function idleApprovalFinding({ approval, pending }: IdleApproval): Finding {
  const { environment, cluster, line } = approval;
  const place = `${environment}/${cluster}`;
  const occurrence = {
    subject: place,
    source: { file: approvalsFile(environment), line, column: 1 },
    found: approval.change,
    ...(pending === undefined ? {} : { allowed: pending }),
  };
  return {
    diagnostic: approvalCodes.create(pending === undefined ? "stale" : "void", { place }, occurrence),
  };
}
