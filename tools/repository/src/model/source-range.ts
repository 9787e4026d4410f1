import type { SourceLocation } from "@grampus/diagnostics";
import type { Node } from "ts-morph";

/** The place of a syntax node in its file. */
export function sourceRange(file: string, node: Node): SourceLocation {
  const syntax = node.getSourceFile();
  const start = syntax.getLineAndColumnAtPos(node.getStart());
  const end = syntax.getLineAndColumnAtPos(node.getEnd());
  return { file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
