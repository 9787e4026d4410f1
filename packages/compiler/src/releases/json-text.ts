import { toPlainData } from "../data/plain-copy.ts";
import type { PlainValue } from "../data/plain-data.ts";

/** What a text that should be JSON is. */
export type JsonText =
  | { readonly kind: "data"; readonly data: PlainValue }
  | { readonly kind: "malformed"; readonly message: string; readonly line: number; readonly column: number };

/** Line and column, from 1, of a position in a text. */
function placeOf(text: string, position: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** Whether a text could go on to be JSON. */
function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    return (
      /^Unexpected end of JSON input|^Unterminated/.test(message) ||
      message.includes(` at position ${text.length} `)
    );
  }
}

/** The position of the first character with which a text can no more be JSON. */
function brokenPosition(text: string): number {
  let sound = 0;
  for (let broken = text.length; broken - sound > 1; ) {
    const middle = Math.floor((sound + broken) / 2);
    if (isBeginning(text.slice(0, middle))) sound = middle;
    else broken = middle;
  }
  return sound;
}

/** Reads JSON; where it is none, the place at which it stops to be. */
export function jsonText(text: string): JsonText {
  try {
    const parsed: unknown = JSON.parse(text);
    return { kind: "data", data: toPlainData(parsed).data ?? null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    const isCut = isBeginning(text);
    const place = placeOf(
      text,
      isCut ? text.trimEnd().length : position === undefined ? brokenPosition(text) : Number(position),
    );
    const reason = message
      .replace(/,? ?(\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, "")
      .replace(/ in JSON at.*$/s, "");
    return { kind: "malformed", message: reason, ...place };
  }
}
