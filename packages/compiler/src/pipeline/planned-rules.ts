import type { Diagnostic } from "@grampus/diagnostics";
import { missingApproval } from "../approvals/findings.ts";
import { approvalVerdicts } from "../approvals/verdicts.ts";
import type { LiveOptions } from "../live/live-changes.ts";
import type { PlannedGate, PlannedRules } from "../plan/rules.ts";
import { recordReaders } from "../records/readers.ts";
import { told } from "./compiled-fleet.ts";
import { type GateRequest, judgedPins } from "./judged-gates.ts";
import { seenBefore } from "./live-sights.ts";
import { plannedApproval } from "./planned-approvals.ts";

/** A plan whose gates and approvals are asked for. */
export interface RulesRequest
  extends Pick<GateRequest, "root" | "compiled" | "git" | "base" | "committed" | "changes" | "now"> {
  readonly isAsked: (environment: string, cluster: string) => boolean;
  readonly live: LiveOptions | undefined;
}

/** What gates and policies say of a planned change, and what is wrong with the files they read. */
export interface PlannedRulesRead {
  readonly rules: PlannedRules;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Judges the gates and the approvals of a planned change.
 *
 * @throws CompilerFault `git-failed`, `cannot-read`
 */
export async function plannedRules(request: RulesRequest): Promise<PlannedRulesRead> {
  const { root, compiled, changes, isAsked, live } = request;
  const environments = [...compiled.fleet.environments.values()];
  const records = recordReaders(root);
  const verdicts = environments
    .filter(({ policies }) => policies.some(({ kind }) => kind === "requireApproval"))
    .flatMap((environment) =>
      approvalVerdicts(environment, changes, records.approvals(environment.name).approvals),
    )
    .filter(({ environment, cluster }) => isAsked(environment, cluster));
  const approvals = verdicts.map(plannedApproval);
  const missing = verdicts.flatMap((verdict) => {
    const entry = compiled.fleet.environments.get(verdict.environment);
    return entry === undefined || verdict.by !== undefined ? [] : [missingApproval(verdict, entry)];
  });
  const gated = environments.filter(({ gates }) => gates.length > 0);
  const judged =
    gated.length === 0
      ? { pins: [], findings: [] }
      : await judgedPins({ ...request, records, live: await seenBefore(compiled, gated, live) });
  const gates = judged.pins.flatMap(({ environment, cluster, release, verdicts: said }) =>
    said.map(({ index: _, ...verdict }): PlannedGate => ({ environment, cluster, release, ...verdict })),
  );
  const findings = await told(root, [...judged.findings, ...missing]);
  return { rules: { gates, approvals, findings }, diagnostics: records.diagnostics };
}
