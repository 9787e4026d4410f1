/** A backslash and a character that it does not escape. */
const UNKNOWN_ESCAPE = /^(?:[^\\]|\\[0abt\tnvfre "'\\N_LPxuU\n])*?(\\[^0abt\tnvfre "'\\N_LPxuU\n])/;

/** An escape, with the four digits that may belong to it. */
const ESCAPE = /\\(.)([0-9a-fA-F]{4})?/gs;
/** Half a character, as JSON writes those beyond U+FFFF; go-yaml takes none. */
const SURROGATE = /^[dD][89a-fA-F]/;

/** The first escape in a double-quoted text that go-yaml does not know. */
export function unknownEscape(source: string): string | undefined {
  const unknown = UNKNOWN_ESCAPE.exec(source)?.[1];
  if (unknown !== undefined) return unknown;
  for (const [found, kind, digits = ""] of source.matchAll(ESCAPE)) {
    if (kind === "u" && SURROGATE.test(digits)) return found;
  }
  return undefined;
}
