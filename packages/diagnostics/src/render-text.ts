import { codeFrame } from "./code-frame.ts";
import { detailsOf } from "./details.ts";
import type { Diagnostic, SourceLocation } from "./diagnostic.ts";
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

function diagnosticLines(page: Page, diagnostic: Diagnostic): readonly string[] {
  const { style } = page;
  const color = SEVERITY_COLOR[diagnostic.severity];
  const { source } = diagnostic;
  const where = source === undefined ? "" : `${style(place(source), "cyan")} `;
  const severity = style(SEVERITY_WORD[diagnostic.severity], "bold", color);
  const [message = "", ...rest] = printableLines(diagnostic.message);
  const related = (diagnostic.related ?? []).flatMap((note) => [
    `  ${style(place(note.source), "cyan")} ${printableLines(note.message).join(" ")}`,
    ...frameLines(page, note.source, "blue"),
  ]);
  return [
    `${where}${severity} ${style(printableLine(diagnostic.code), "dim")}: ${style(message, "bold")}`,
    ...rest.map((line) => `  ${line}`),
    ...(source === undefined ? [] : frameLines(page, source, color)),
    ...detailsOf(diagnostic).flatMap(([label, value]) => detailLines(page, label, value)),
    ...related,
  ];
}

/**
 * Diagnostics for a person: place, code, message, code frame, what was found, what is allowed, a hint, related
 * places, and a summary line. Sorted, without repetitions, ends with a line feed; empty when there are none. Source
 * text and messages cannot move the cursor or change colours: control characters are shown, not sent.
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
  const blocks = sorted.map((diagnostic) => `${diagnosticLines(page, diagnostic).join("\n")}\n`);
  return `${blocks.join("\n")}\n${summaryLine(countDiagnostics(sorted))}\n`;
}
