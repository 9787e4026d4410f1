export { approvalCodes } from "./approvals/diagnostics.ts";
export { codeownersCodes } from "./codeowners/diagnostics.ts";
export { definitionCodes } from "./definition/diagnostics.ts";
export type { ClusterExplanation } from "./explain/cluster-explanation.ts";
export { explainCodes } from "./explain/diagnostics.ts";
export type { Explanation, LayerExplanation } from "./explain/explanation.ts";
export { CompilerFault, type FaultCode } from "./fault.ts";
export { fleetCodes } from "./fleet/diagnostics.ts";
export { fleetRoot } from "./fleet/sources.ts";
export { gateCodes } from "./gates/diagnostics.ts";
export { loadCodes } from "./load/diagnostics.ts";
export type { FileChange } from "./output/changes.ts";
export { writeWhole } from "./output/write-file.ts";
export { type Attested, type AttestRequest, attest } from "./pipeline/attest.ts";
export { type CheckResult, check } from "./pipeline/check.ts";
export { type Codeowners, type CodeownersRequest, codeowners } from "./pipeline/codeowners.ts";
export { type CompileResult, compile } from "./pipeline/compile.ts";
export type { CompileRequest, RefusedFleet } from "./pipeline/compiled-fleet.ts";
export { explain } from "./pipeline/explain.ts";
export { type PlanRequest, plan } from "./pipeline/plan.ts";
export { type CommitPlanRequest, isBareRepository, planOfCommit } from "./pipeline/plan-commit.ts";
export { type PromoteRequest, promote } from "./pipeline/promote.ts";
export {
  type ReleasedCluster,
  type ReleasedFleet,
  type ReleaseRequest,
  release,
} from "./pipeline/release.ts";
export { type ClusterDifference, difference } from "./pipeline/release-diff.ts";
export { type ListedRelease, type ReleaseList, releases } from "./pipeline/release-list.ts";
export { type FleetStatus, type StatusCell, status } from "./pipeline/release-status.ts";
export { type RenderedFleet, type RenderedOverlay, render } from "./pipeline/render.ts";
export { rollback } from "./pipeline/rollback.ts";
export { planCodes } from "./plan/diagnostics.ts";
export type { FleetPlan } from "./plan/fleet-plan.ts";
export { FIGURES } from "./plan/generated/figures.ts";
export { changeClassNamed, planDiagnostics, unknownClass } from "./plan-report/failure.ts";
export { planFindings } from "./plan-report/findings.ts";
export { planMarkdown, refusalMarkdown } from "./plan-report/markdown.ts";
export { type PlanReport, planReport } from "./plan-report/report.ts";
export { planText } from "./plan-report/text.ts";
export { changedValue, fieldText } from "./plan-report/words.ts";
export type { MovedPins } from "./promotion/promoted.ts";
export { movedReport, movedText } from "./promotion/text.ts";
export type { Chosen } from "./promotion/wanted.ts";
export { recordCodes } from "./records/diagnostics.ts";
export { releaseCodes } from "./releases/diagnostics.ts";
export type { Selection } from "./selection/selection.ts";
export { checkCodes } from "./typecheck/diagnostics.ts";
export { clusterCodes, manifestCodes, policyCodes } from "./validate/diagnostics.ts";
