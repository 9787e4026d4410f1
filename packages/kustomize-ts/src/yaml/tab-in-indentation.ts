/** The header of a block that leaves its indentation to its first line. */
const FREE_HEADER = /^[|>][-+]?(?:[ \t]+#[^\n]*|[ \t]*)\n/;

/**
 * Where a tab stands in the indentation of a block, which go-yaml refuses and YAML 1.2 does not: in front of the first
 * text, or further left than it. Nothing when the block says itself how far it is indented.
 */
export function tabInIndentation(text: string, start: number, end: number): number | undefined {
  const header = FREE_HEADER.exec(text.slice(start, end));
  if (header === null) return undefined;
  let indent: number | undefined;
  let widest = 0;
  let at = start + header[0].length;
  while (at < end) {
    let content = at;
    while (text.charAt(content) === " " && (indent === undefined || content - at < indent)) content++;
    const width = content - at;
    if (indent === undefined) widest = Math.max(widest, width);
    if (text.charAt(content) === "\t" && (indent === undefined || width < indent)) return content;
    if (text.charAt(content) !== "\n") indent ??= widest;
    const lineEnd = text.indexOf("\n", content);
    at = lineEnd < 0 ? end : lineEnd + 1;
  }
  return undefined;
}
