/** Line ends inside one text: what editors and the YAML and TypeScript scanners agree on. */
export const LINE_END = /\r\n|\n|\r/;

// Unicode's C0 and C1 controls, DEL, and the format characters a terminal hides or reorders text by.
const UNPRINTABLE = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\\u{${code.toString(16)}}`;
}

/**
 * One line that is safe to print anywhere: control characters become their Unicode pictures (ESC is `␛`), hidden
 * and direction-changing characters their escapes, lone surrogates U+FFFD. Text without any of them is unchanged.
 */
export function printableLine(text: string): string {
  return text.toWellFormed().replace(UNPRINTABLE, visible);
}

/** The lines of a text, each safe to print. */
export function printableLines(text: string): readonly string[] {
  return text.split(LINE_END).map(printableLine);
}
