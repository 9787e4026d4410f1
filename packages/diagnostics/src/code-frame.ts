import { type Cell, cellsOf, widthOf } from "./cell.ts";
import type { SourceLocation } from "./diagnostic.ts";

/** One source line cropped to a width, and the marks that belong below it. */
export interface CodeFrame {
  readonly line: number;
  readonly text: string;
  /** Spaces up to the range, then a caret per column of it. */
  readonly marks: string;
  /** The last line of the range when it is not this one. */
  readonly lastLine?: number;
}

const CROPPED = "…";

function takeWidth(cells: readonly Cell[], width: number): readonly Cell[] {
  let used = 0;
  const end = cells.findIndex((cell) => {
    used += cell.width;
    return used > width;
  });
  return end === -1 ? cells : cells.slice(0, end);
}

function takeWidthFromEnd(cells: readonly Cell[], width: number): readonly Cell[] {
  return takeWidth(cells.toReversed(), width).toReversed();
}

/** A place inside the line that does not cut a surrogate pair. */
function characterBoundary(line: string, index: number): number {
  const inside = Math.min(Math.max(index, 0), line.length);
  const unit = line.charCodeAt(inside);
  return unit >= 0xdc00 && unit <= 0xdfff && inside > 0 ? inside - 1 : inside;
}

/** Credentials of URLs as asterisks, one for each character, so that columns stay; the user of `ssh://git@` is none. */
function withoutCredentials(line: string): string {
  return line.replace(/([a-z][a-z0-9+.-]*:\/\/)([^\s/?#"'`]*)@/gi, (whole, scheme: string, user: string) =>
    scheme.toLowerCase() === "ssh://" && !user.includes(":") ? whole : `${scheme}${"*".repeat(user.length)}@`,
  );
}

/**
 * The frame of a location in its line. Tabs are shown as two spaces, wide characters count two columns, and a line
 * wider than `width` is cropped around the range. Credentials in URLs are not shown. A column behind the end of the line marks the place after it.
 */
export function codeFrame(
  lines: readonly string[],
  location: SourceLocation,
  width: number,
): CodeFrame | undefined {
  const written = lines[location.line - 1];
  if (written === undefined) return undefined;
  const line = withoutCredentials(written);
  const start = Math.min(Math.max(location.column - 1, 0), line.length);
  const endLine = location.endLine ?? location.line;
  const wholeEnd = endLine > location.line ? line.length : (location.endColumn ?? 0) - 1;
  const end = Math.min(Math.max(wholeEnd, start + 1), line.length);

  const reach = width * 4;
  const from = characterBoundary(line, start - reach);
  const to = characterBoundary(line, start + reach);
  const cells = cellsOf(line.slice(from, to), from);
  const first = cells.findIndex((cell) => cell.end > start);
  const before = first === -1 ? cells : cells.slice(0, first);
  const after = first === -1 ? [] : cells.slice(first);

  const fits = from === 0 && to === line.length && widthOf(cells) <= width;
  const room = width - 2 * CROPPED.length;
  const wanted = widthOf(after.filter((cell) => cell.start < end));
  const trail = Math.min(Math.max(wanted, Math.floor(room / 2)), widthOf(after));
  const lead = Math.max(room - trail, Math.floor(room / 4));
  const shownBefore = fits ? before : takeWidthFromEnd(before, lead);
  const shownAfter = fits ? after : takeWidth(after, room - widthOf(shownBefore));
  const croppedBefore = from > 0 || shownBefore.length < before.length;
  const croppedAfter = to < line.length || shownAfter.length < after.length;

  const left = croppedBefore ? CROPPED : "";
  const text = [...shownBefore, ...shownAfter].map((cell) => cell.text).join("");
  const marked = widthOf(shownAfter.filter((cell) => cell.start < end));
  return {
    line: location.line,
    text: `${left}${text}${croppedAfter ? CROPPED : ""}`.trimEnd(),
    marks: " ".repeat(left.length + widthOf(shownBefore)) + "^".repeat(Math.max(marked, 1)),
    ...(endLine > location.line ? { lastLine: endLine } : {}),
  };
}
