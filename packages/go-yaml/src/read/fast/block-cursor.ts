import type { Node } from "../../node.ts";

/**
 * Ends the reading of a text that uses more than the plain block subset. It is caught by the reader and never seen
 * outside.
 */
class OutsideSubset extends Error {}

/** The one instance: making an error is dear, and its stack says nothing. */
export const OUTSIDE = new OutsideSubset("outside the plain block subset");

/** Gives the text up. */
export function leave(): never {
  throw OUTSIDE;
}

export const LF = 0x0a;
export const SPACE = 0x20;
export const HASH = 0x23;
/** Where a reader stands: at the first content of a line. */
export interface Cursor {
  readonly text: string;
  /** Start of the first content character of the current line; the text's length at its end. */
  position: number;
  /** Column of `position`. -1 at the end of the text. */
  indent: number;
  line: number;
  depth: number;
  /** The nodes so far of all collections that are being read, the innermost last. */
  readonly open: Node[];
}

/** Where a line ends: its line feed, or the end of the text. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** Moves to the next line with content, beginning at the start of a line. */
export function seekContent(cursor: Cursor, lineStart: number): void {
  const { text } = cursor;
  let start = lineStart;
  while (start < text.length) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (at < text.length && code !== LF && code !== HASH) {
      cursor.position = at;
      cursor.indent = at - start;
      return;
    }
    start = endOfLine(text, at) + 1;
    cursor.line++;
  }
  cursor.position = text.length;
  cursor.indent = -1;
}

/** Goes on to the next content behind the end of a line. */
export function nextLine(cursor: Cursor, endOfThis: number): void {
  cursor.line++;
  seekContent(cursor, endOfThis + 1);
}

/** Checks that nothing but a comment stands from `at` to the line's end, and goes on to the next content. */
export function finishLine(cursor: Cursor, at: number): void {
  const { text } = cursor;
  let end = at;
  while (text.charCodeAt(end) === SPACE) end++;
  const code = text.charCodeAt(end);
  const ends = end >= text.length || code === LF;
  if (!ends && (code !== HASH || end === at)) leave();
  nextLine(cursor, ends ? end : endOfLine(text, end));
}
