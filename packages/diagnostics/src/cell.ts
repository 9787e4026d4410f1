import { eastAsianWidth } from "get-east-asian-width";
import { printableLine } from "./printable.ts";

/** What a terminal shows as one character, and the place in the line it stands for. */
export interface Cell {
  readonly text: string;
  /** Columns it takes. */
  readonly width: number;
  /** UTF-16 offsets in the line, the end exclusive. */
  readonly start: number;
  readonly end: number;
}

const TAB = "  ";
const PLAIN = /^[\t\x20-\x7e]*$/;
// A grapheme holds any number of combining marks; the longest emoji sequences need 35 code units.
const LONGEST_GRAPHEME = 40;
const EMOJI = /^\p{Emoji_Presentation}|\ufe0f/u;

function cellText(grapheme: string): string {
  if (grapheme === "\t") return TAB;
  return grapheme.length > LONGEST_GRAPHEME ? "\ufffd" : printableLine(grapheme);
}

function cellWidth(grapheme: string, text: string): number {
  if (text !== grapheme) return text.length;
  return EMOJI.test(text) ? 2 : eastAsianWidth(text.codePointAt(0) ?? 0);
}

// Making a segmenter takes 20 ms, so only text that needs one pays for it. Graphemes do not depend on the locale;
// naming one keeps the machine's out.
let segmenter: Intl.Segmenter | undefined;

function graphemesOf(text: string): Iterable<{ readonly segment: string; readonly index: number }> {
  if (PLAIN.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** The cells of a part of a line that begins at `offset` of it. */
export function cellsOf(part: string, offset: number): readonly Cell[] {
  return Array.from(graphemesOf(part), ({ segment, index }) => {
    const text = cellText(segment);
    const start = offset + index;
    return { text, width: cellWidth(segment, text), start, end: start + segment.length };
  });
}

/** Columns that cells take together. */
export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}
