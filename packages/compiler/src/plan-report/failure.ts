import { CHANGE_CLASSES, type ChangeClass, compareChangeClasses } from "@grampus/api";
import { type Diagnostic, didYouMean, sortDiagnostics } from "@grampus/diagnostics";
import { planCodes } from "../plan/diagnostics.ts";
import type { FleetPlan } from "../plan/fleet-plan.ts";
import { handoverFindings, outcomeFindings } from "./findings.ts";

/** Reads a change class; undefined when it is none. */
export function changeClassNamed(text: string): ChangeClass | undefined {
  return CHANGE_CLASSES.find((changeClass) => changeClass === text);
}

/** What is said to somebody who names a class that there is none of. */
export function unknownClass(text: string): string {
  const { hint } = didYouMean(text, CHANGE_CLASSES);
  return `${JSON.stringify(text)} is no change class${hint === undefined ? "" : ` (${hint})`}; allowed, lowest first: ${CHANGE_CLASSES.join(", ")}`;
}

/** All that is wrong with a plan or has to be known; its errors are why it fails. */
export function planDiagnostics(plan: FleetPlan, failOn?: ChangeClass): readonly Diagnostic[] {
  const { changeClass } = plan;
  const isTooHigh =
    failOn !== undefined && changeClass !== undefined && compareChangeClasses(changeClass, failOn) >= 0;
  const limit = isTooHigh ? [planCodes.create("too-high", { found: changeClass, limit: failOn })] : [];
  return sortDiagnostics([
    ...plan.diagnostics,
    ...outcomeFindings(plan),
    ...handoverFindings(plan),
    ...limit,
  ]);
}
