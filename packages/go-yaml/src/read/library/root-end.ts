import type { LineCounter } from "yaml";

/** How the library says that something follows the root of a document. */
const AT_END = /^Unexpected \S+ (?:at node end|token in YAML stream|token$)/;

/** Everything up to the first character of a document. */
const ROOT = /^(?:[ \t]*(?:#[^\n]*)?\n|---[ \t]*\n)*( *)([^\s#])/;

/**
 * Where the root of a document ends, if something follows it that is no part of it: anything behind a JSON object or a
 * line with `...`, or lines further left. go-yaml stops there and does not see the rest.
 */
export function rootEnd(
  text: string,
  lines: LineCounter,
  { message, offset }: { readonly message: string; readonly offset: number },
): number | undefined {
  if (!AT_END.test(message)) return undefined;
  const lineStart = offset - lines.linePos(offset).col + 1;
  const root = ROOT.exec(text);
  if (root === null || offset < root[0].length) return undefined;
  const [, indentation = "", first = ""] = root;
  const ahead = text.slice(lineStart, offset).trim();
  if (ahead === "...") return lineStart;
  if (first === "{") return offset;
  if (lineStart < root[0].length || ahead !== "") return undefined;
  const isFurtherLeft = !text.startsWith(indentation, lineStart);
  return isFurtherLeft ? lineStart : undefined;
}
