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

/** Reads JSON; where it is none, the place at which it stops to be. */
export function jsonText(text: string): JsonText {
  try {
    const parsed: unknown = JSON.parse(text);
    return { kind: "data", data: toPlainData(parsed).data ?? null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    const place = placeOf(text, position === undefined ? text.trimEnd().length : Number(position));
    const reason = message
      .replace(/,? ?(\.\.\.)?".*" is not valid JSON$/s, "")
      .replace(/ in JSON at.*$/s, "");
    return { kind: "malformed", message: reason, ...place };
  }
}
