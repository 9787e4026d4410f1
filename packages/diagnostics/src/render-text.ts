import { codeFrame } from "./code-frame.ts";
import { detailsOf } from "./details.ts";
import type { Diagnostic, Severity, SourceLocation } from "./diagnostic.ts";
import { alsoText, type FoldedDiagnostic, foldedDiagnostics } from "./fold.ts";
import { sortDiagnostics } from "./order.ts";
import { LINE_END, printableLine, printableLines } from "./printable.ts";
import { type Attribute, SEVERITY_COLOR, type Style, styleFor } from "./style.ts";
import { countDiagnostics, summaryLine } from "./summary.ts";

/** How diagnostics are shown to a person. */
export interface TextOptions {
  /** The text of a file a location names; `undefined` when it cannot be read, then the frame is left out. */
  readonly readSource: (file: string) => string | undefined;
  /** Whether the reader is a terminal with colours. */
  readonly color: boolean;
  /** Columns of a code frame, 100 when absent, at least 20; other text is never cropped or wrapped. */
  readonly width?: number;
  /** How many diagnostics are shown, errors before others, and where the rest is; all when absent. */
  readonly limit?: { readonly shown: number; readonly hint: string };
}

interface Page {
  readonly style: Style;
  readonly width: number;
  readonly linesOf: (file: string) => readonly string[] | undefined;
}

const DEFAULT_WIDTH = 100;
const SMALLEST_WIDTH = 20;
const LABEL_WIDTH = 8;
const SEVERITY_WORD = { error: "error", warning: "warning", info: "note" } as const;

function place(location: SourceLocation): string {
  return `${printableLine(location.file)}:${location.line}:${location.column}`;
}

function frameLines(page: Page, location: SourceLocation, color: Attribute): readonly string[] {
  const { style } = page;
  const number = String(location.line);
  const gutter = number.length + 7;
  const room = Math.max(page.width - gutter, SMALLEST_WIDTH);
  const frame = codeFrame(page.linesOf(location.file) ?? [], location, room);
  if (frame === undefined) return [];
  const rest = frame.lastLine === undefined ? "" : ` to line ${frame.lastLine}`;
  return [
    `    ${style(`${number} │`, "dim")} ${frame.text}`.trimEnd(),
    `    ${style(`${" ".repeat(number.length)} │`, "dim")} ${style(`${frame.marks}${rest}`, color)}`,
  ];
}

function detailLines(page: Page, label: string, value: string): readonly string[] {
  const indent = " ".repeat(LABEL_WIDTH + 2);
  return printableLines(value).map((line, index) =>
    (index === 0 ? `  ${page.style(label.padEnd(LABEL_WIDTH), "dim")}${line}` : `${indent}${line}`).trimEnd(),
  );
}

function diagnosticLines(page: Page, { diagnostic, also }: FoldedDiagnostic): readonly string[] {
  const { style } = page;
  const color = SEVERITY_COLOR[diagnostic.severity];
  const { source } = diagnostic;
  const where = source === undefined ? "" : `${style(place(source), "cyan")} `;
  const severity = style(SEVERITY_WORD[diagnostic.severity], "bold", color);
  const [message = "", ...rest] = printableLines(diagnostic.message);
  const others = alsoText(also);
  const related = (diagnostic.related ?? []).flatMap((note) => [
    `  ${style(place(note.source), "cyan")} ${printableLines(note.message).join(" ")}`,
    ...frameLines(page, note.source, "blue"),
  ]);
  return [
    `${where}${severity} ${style(printableLine(diagnostic.code), "dim")}: ${style(message, "bold")}`,
    ...rest.map((line) => `  ${line}`),
    ...(others === undefined ? [] : [`  ${printableLine(others)}`]),
    ...(source === undefined || diagnostic.isSecret === true ? [] : frameLines(page, source, color)),
    ...detailsOf(diagnostic).flatMap(([label, value]) => detailLines(page, label, value)),
    ...related,
  ];
}

/** The most severe of the diagnostics, as many as are shown, in their order; and the others. */
function shownAndLeft(
  folded: readonly FoldedDiagnostic[],
  limit: number,
): { readonly shown: readonly FoldedDiagnostic[]; readonly left: readonly FoldedDiagnostic[] } {
  const severities: readonly Severity[] = ["error", "warning", "info"];
  const bySeverity = severities.flatMap((severity) =>
    folded.filter(({ diagnostic }) => diagnostic.severity === severity),
  );
  const shown = new Set(bySeverity.slice(0, limit));
  return {
    shown: folded.filter((diagnostic) => shown.has(diagnostic)),
    left: folded.filter((diagnostic) => !shown.has(diagnostic)),
  };
}

function leftLines(page: Page, left: readonly FoldedDiagnostic[], hint: string): readonly string[] {
  if (left.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { diagnostic } of left) counts.set(diagnostic.code, (counts.get(diagnostic.code) ?? 0) + 1);
  const codes = [...counts].map(([code, count]) => `${count} ${printableLine(code)}`).join(", ");
  const lines = [`and ${left.length} more that are not shown: ${codes}`, ...detailLines(page, "hint", hint)];
  return [`${lines.join("\n")}\n`];
}

/**
 * Diagnostics for a person: place, code, message, code frame, what was found, what is allowed, a hint, related
 * places, and a summary line. Sorted, without repetitions, ends with a line feed; empty when there are none. What is
 * wrong with several subjects in the same way is said once, with their names. Source text and messages cannot move the
 * cursor or change colours: control characters are shown, not sent.
 */
export function renderText(diagnostics: Iterable<Diagnostic>, options: TextOptions): string {
  const sorted = sortDiagnostics(diagnostics);
  if (sorted.length === 0) return "";
  const sources = new Map<string, readonly string[] | undefined>();
  const page: Page = {
    style: styleFor(options.color),
    width: options.width ?? DEFAULT_WIDTH,
    linesOf(file) {
      if (!sources.has(file)) sources.set(file, options.readSource(file)?.split(LINE_END));
      return sources.get(file);
    },
  };
  const { limit = { shown: sorted.length, hint: "" } } = options;
  const { shown, left } = shownAndLeft(foldedDiagnostics(sorted), limit.shown);
  const blocks = shown.map((folded) => `${diagnosticLines(page, folded).join("\n")}\n`);
  return `${[...blocks, ...leftLines(page, left, limit.hint)].join("\n")}\n${summaryLine(countDiagnostics(sorted))}\n`;
}
