import { readFileSync } from "node:fs";
import path from "node:path";
import { styleText } from "node:util";
import { type Diagnostic, renderText } from "@grampus/diagnostics";

/** What a command needs of a stream: to write to it, and to know whether a person reads it, in how many columns. */
export interface TextStream {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Where a command writes: results on stdout, diagnostics and progress on stderr. */
export interface Terminal {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
}

/** Whether a stream shows colours: on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. */
function hasColor(stream: TextStream): boolean {
  if (process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== "") return false;
  const forced = process.env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && process.env.TERM !== "dumb";
}

/** Text in a colour or weight where the stream shows colours. */
export function styled(stream: TextStream, format: Parameters<typeof styleText>[0], text: string): string {
  return hasColor(stream) ? styleText(format, text, { validateStream: false }) : text;
}

function sourceReader(root: string): (file: string) => string | undefined {
  return (file) => {
    try {
      return readFileSync(path.join(root, file), "utf8");
    } catch {
      return undefined;
    }
  };
}

/** So many messages are shown: who has more has one cause, and reads none of them. */
const SHOWN = 100;

/** Writes diagnostics with code frames to stderr, the first hundred of them. */
export function writeDiagnostics(terminal: Terminal, root: string, diagnostics: readonly Diagnostic[]): void {
  const { stderr } = terminal;
  const text = renderText(diagnostics, {
    readSource: sourceReader(root),
    color: hasColor(stderr),
    limit: { shown: SHOWN, hint: "--json has them all" },
    ...(stderr.isTTY === true && stderr.columns !== undefined ? { width: stderr.columns } : {}),
  });
  if (text !== "") stderr.write(text);
}

/** Writes a value as JSON to stdout, indented for a reader. */
export function writeJson(terminal: Terminal, value: unknown): void {
  terminal.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** `1 file`, `3 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
