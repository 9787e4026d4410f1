import type { Diagnostic, RelatedLocation, SourceLocation, Suggestion } from "./diagnostic.ts";
import { sortDiagnostics } from "./order.ts";
import { countDiagnostics, type DiagnosticCounts } from "./summary.ts";

/** What a program reads. Fields are only ever added to it; a change of meaning raises `version`. */
export interface DiagnosticsReport {
  readonly version: 1;
  /** Sorted by place; absent fields are left out. */
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: DiagnosticCounts;
}

function locationFields(location: SourceLocation): SourceLocation {
  const { file, line, column, endLine, endColumn } = location;
  return {
    file,
    line,
    column,
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

function relatedFields({ message, source }: RelatedLocation): RelatedLocation {
  return { message, source: locationFields(source) };
}

function suggestionFields({ text, replaces }: Suggestion): Suggestion {
  return { text, ...(replaces === undefined ? {} : { replaces: locationFields(replaces) }) };
}

function diagnosticFields(diagnostic: Diagnostic): Diagnostic {
  const { code, severity, message, path, writtenAs, subject, source, found, allowed, hint } = diagnostic;
  const { suggestion, related } = diagnostic;
  return {
    code,
    severity,
    message,
    ...(path === undefined ? {} : { path }),
    ...(writtenAs === undefined ? {} : { writtenAs }),
    ...(subject === undefined ? {} : { subject }),
    ...(source === undefined ? {} : { source: locationFields(source) }),
    ...(found === undefined ? {} : { found }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(hint === undefined ? {} : { hint }),
    ...(suggestion === undefined ? {} : { suggestion: suggestionFields(suggestion) }),
    ...(related === undefined ? {} : { related: related.map(relatedFields) }),
  };
}

/** The report as data, for a command that answers with more than its diagnostics. Fields are in one fixed order. */
export function diagnosticsReport(diagnostics: Iterable<Diagnostic>): DiagnosticsReport {
  const sorted = sortDiagnostics(diagnostics);
  return { version: 1, diagnostics: sorted.map(diagnosticFields), counts: countDiagnostics(sorted) };
}

/**
 * JSON that is safe to show on a terminal as well: controls and direction marks that JSON allows raw are written as
 * escapes, which every reader turns back. Two spaces of indentation, ends with a line feed.
 */
export function printableJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}

/** {@link diagnosticsReport} as JSON text. */
export function renderJson(diagnostics: Iterable<Diagnostic>): string {
  return printableJson(diagnosticsReport(diagnostics));
}
