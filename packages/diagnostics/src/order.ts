import type { Diagnostic } from "./diagnostic.ts";

const SEVERITY_RANK = { error: 0, warning: 1, info: 2 } as const;

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Orders diagnostics by file, line, column, severity, code, path, message, what was found and subject; those without a place come last. */
export function compareDiagnostics(left: Diagnostic, right: Diagnostic): number {
  if ((left.source === undefined) !== (right.source === undefined)) return left.source === undefined ? 1 : -1;
  return (
    compareText(left.source?.file ?? "", right.source?.file ?? "") ||
    (left.source?.line ?? 0) - (right.source?.line ?? 0) ||
    (left.source?.column ?? 0) - (right.source?.column ?? 0) ||
    SEVERITY_RANK[left.severity] - SEVERITY_RANK[right.severity] ||
    compareText(left.code, right.code) ||
    compareText(left.path ?? "", right.path ?? "") ||
    compareText(left.message, right.message) ||
    compareText(left.found ?? "", right.found ?? "") ||
    compareText(left.subject ?? "", right.subject ?? "")
  );
}

/** Sorts diagnostics and drops exact repetitions. */
export function sortDiagnostics(diagnostics: Iterable<Diagnostic>): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(compareDiagnostics);
  return sorted.filter((diagnostic, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || compareDiagnostics(previous, diagnostic) !== 0;
  });
}

/** Whether a command has to fail. */
export function hasErrors(diagnostics: Iterable<Diagnostic>): boolean {
  for (const diagnostic of diagnostics) if (diagnostic.severity === "error") return true;
  return false;
}
