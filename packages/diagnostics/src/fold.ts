import type { Diagnostic } from "./diagnostic.ts";

/** A diagnostic, and the other subjects that it is said of in the same words at the same place. */
export interface FoldedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly also: readonly string[];
}

function keyOf({ subject = "", ...diagnostic }: Diagnostic): string {
  const { code, severity, path, source, found, allowed } = diagnostic;
  const message = diagnostic.message.replaceAll(subject, "");
  return JSON.stringify([code, severity, message, path, source, found, allowed]);
}

/** Folds what differs only in its subject into the first of it, for readers who would read the same again and again. */
export function foldedDiagnostics(diagnostics: readonly Diagnostic[]): readonly FoldedDiagnostic[] {
  const folded = new Map<string, { readonly diagnostic: Diagnostic; readonly also: string[] }>();
  for (const diagnostic of diagnostics) {
    const key = keyOf(diagnostic);
    const first = folded.get(key);
    if (first === undefined) folded.set(key, { diagnostic, also: [] });
    else if (diagnostic.subject !== undefined) first.also.push(diagnostic.subject);
  }
  return [...folded.values()];
}

const LISTED = 8;

/** `also in staging/orders, qa/orders and 3 more`; undefined when there are none. */
export function alsoText(also: readonly string[]): string | undefined {
  if (also.length === 0) return undefined;
  const more = also.length > LISTED ? ` and ${also.length - LISTED} more` : "";
  return `also in ${also.slice(0, LISTED).join(", ")}${more}`;
}
