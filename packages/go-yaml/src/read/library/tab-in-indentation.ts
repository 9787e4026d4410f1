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

/** What was read of a text, as far as it matters to the tabs in it. By offsets. */
export interface TabRanges {
  /** Inside these a line may begin with a tab: quotes, blocks, brackets, plain texts of several lines. */
  readonly free: readonly (readonly [start: number, end: number])[];
  /** Where plain texts end, and how far the collection around them is indented. */
  readonly plain: readonly { readonly end: number; readonly indent: number }[];
}

const LEADING_TAB = /^( *)\t/gm;
/** A tab between a dash and a plain text. */
const TAB_BEHIND_DASH = /^ *(?:- +)*- *\t[ \t]*[^\s'"[{&*!|>#]/gm;

/** Gives a test for offsets that only grow: whether one is inside a range, behind its start. */
function insideTest(ranges: TabRanges["free"]): (at: number) => boolean {
  const sorted = ranges.toSorted(([left], [right]) => left - right);
  let next = 0;
  let reach = -1;
  return (at) => {
    for (let range = sorted[next]; range !== undefined && range[0] < at; range = sorted[++next]) {
      reach = Math.max(reach, range[1]);
    }
    return at < reach;
  };
}

/**
 * Where a line begins with a tab that go-yaml refuses: everywhere between two tokens, but for lines behind a plain text
 * that are indented further than the collection it stands in; or where a tab is between a dash and a plain text.
 */
export function tabBetweenTokens(text: string, { free, plain }: TabRanges): number | undefined {
  const isInside = insideTest(free);
  const sorted = plain.toSorted((left, right) => left.end - right.end);
  let behind = -1;
  for (const match of text.matchAll(LEADING_TAB)) {
    const column = match[1]?.length ?? 0;
    const tab = match.index + column;
    if (isInside(tab)) continue;
    while ((sorted[behind + 1]?.end ?? Number.POSITIVE_INFINITY) <= tab) behind++;
    const last = sorted[behind];
    const isBehindPlain = last !== undefined && text.slice(last.end, tab).trim() === "";
    if (!isBehindPlain || column <= last.indent) return tab;
  }
  const isInsideToo = insideTest(free);
  for (const { index } of text.matchAll(TAB_BEHIND_DASH)) {
    const tab = text.indexOf("\t", index);
    if (!isInsideToo(tab)) return tab;
  }
  return undefined;
}
