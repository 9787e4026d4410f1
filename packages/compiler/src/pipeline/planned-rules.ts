import type { Diagnostic } from "@grampus/diagnostics";
import { approvalLine } from "../approvals/findings.ts";
import { approvalVerdicts } from "../approvals/verdicts.ts";
import { approvalsFile } from "../layout.ts";
import type { LiveOptions } from "../live/live-changes.ts";
import type { PlannedApproval, PlannedGate, PlannedRules } from "../plan/rules.ts";
import { recordReaders } from "../records/readers.ts";
import { type GateRequest, judgedPins } from "./judged-gates.ts";
import { seenBefore } from "./live-sights.ts";

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
  const approvals = environments
    .filter(({ policies }) => policies.some(({ kind }) => kind === "requireApproval"))
    .flatMap((environment) =>
      approvalVerdicts(environment, changes, records.approvals(environment.name).approvals),
    )
    .filter(({ environment, cluster }) => isAsked(environment, cluster))
    .map((verdict): PlannedApproval => {
      const { environment, cluster, changeClass, digest: change, required, by } = verdict;
      return {
        environment,
        cluster,
        changeClass,
        change,
        from: required.from,
        ...(by === undefined ? {} : { by }),
        line: approvalLine(verdict),
        file: approvalsFile(environment),
      };
    });
  const gated = environments.filter(({ gates }) => gates.length > 0);
  if (gated.length === 0) return { rules: { gates: [], approvals }, diagnostics: records.diagnostics };
  const { pins } = await judgedPins({
    ...request,
    records,
    live: await seenBefore(compiled, gated, live),
  });
  const gates = pins.flatMap(({ environment, cluster, release, verdicts }) =>
    verdicts.map(({ index: _, ...verdict }): PlannedGate => ({ environment, cluster, release, ...verdict })),
  );
  return { rules: { gates, approvals }, diagnostics: records.diagnostics };
}
