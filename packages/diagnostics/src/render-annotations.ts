import { detailsOf } from "./details.ts";
import type { Diagnostic, SourceLocation } from "./diagnostic.ts";
import { alsoText, type FoldedDiagnostic, foldedDiagnostics } from "./fold.ts";
import { sortDiagnostics } from "./order.ts";
import { printableLines } from "./printable.ts";

const COMMAND = { error: "error", warning: "warning", info: "notice" } as const;

function escapedMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function placeProperties(location: SourceLocation): readonly (readonly [string, string])[] {
  const { file, line, column, endLine = line, endColumn } = location;
  const lines = [
    ["file", file],
    ["line", String(line)],
    ["endLine", String(endLine)],
  ] as const;
  // A check run refuses columns for a range over several lines; its end column is inclusive.
  if (endLine !== line) return lines;
  const lastColumn = Math.max((endColumn ?? column + 1) - 1, column);
  return [...lines, ["col", String(column)], ["endColumn", String(lastColumn)]];
}

function messageOf({ diagnostic, also }: FoldedDiagnostic): string {
  const details = detailsOf(diagnostic).map(([label, value]) => `${label}: ${value}`);
  const related = (diagnostic.related ?? []).map(
    ({ message, source }) => `${source.file}:${source.line}:${source.column}: ${message}`,
  );
  const others = alsoText(also);
  return [diagnostic.message, ...(others === undefined ? [] : [others]), ...details, ...related]
    .flatMap(printableLines)
    .join("\n");
}

/**
 * Diagnostics as GitHub Actions workflow commands, one a line: `::error file=…,line=…,col=…,title=…::message`.
 * Percent signs, line ends, colons and commas are escaped as the runner's own toolkit does, so a message cannot
 * start a command of its own. GitHub shows at most ten of a severity for each step, so what is wrong with several subjects
 * in the same way is one command.
 */
export function renderAnnotations(diagnostics: Iterable<Diagnostic>): string {
  return foldedDiagnostics(sortDiagnostics(diagnostics))
    .map((folded) => {
      const { code, severity, source } = folded.diagnostic;
      const properties = [...(source === undefined ? [] : placeProperties(source)), ["title", code] as const];
      const list = properties.map(([name, value]) => `${name}=${escapedProperty(value)}`).join(",");
      return `::${COMMAND[severity]} ${list}::${escapedMessage(messageOf(folded))}\n`;
    })
    .join("");
}
