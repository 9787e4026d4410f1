import type { Diagnostic, Severity } from "./diagnostic.ts";

/** How many diagnostics there are of each severity. */
export interface DiagnosticCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Counts diagnostics by severity. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): DiagnosticCounts {
  const count = (severity: Severity) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** The counts as a person reads them, `2 errors, 1 warning`; empty when there is nothing to count. */
export function summaryLine({ errors, warnings, infos }: DiagnosticCounts): string {
  const parts: readonly (readonly [number, string])[] = [
    [errors, "error"],
    [warnings, "warning"],
    [infos, "note"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${count} ${noun}${count === 1 ? "" : "s"}`)
    .join(", ");
}
