import { RE2JS } from "re2js";

/** A text pattern in RE2's language: its matching time grows with the text, whatever the pattern. */
export interface Pattern {
  matches(text: string): boolean;
}

/** Text in which every character stands for itself in RE2. */
const LITERAL = /^[A-Za-z0-9_ /,:;=@%&~"'<>!#-]*$/;
const COMPILED = new Map<string, Pattern>();
const KEPT = 1024;

/**
 * Compiles a pattern that has to match somewhere in a text.
 *
 * @returns the reason, as a text, when the pattern is not valid.
 */
export function compilePattern(pattern: string): Pattern | string {
  const known = COMPILED.get(pattern);
  if (known !== undefined) return known;
  const compiled = compile(pattern);
  if (typeof compiled !== "string" && COMPILED.size < KEPT) COMPILED.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): Pattern | string {
  try {
    const expression = RE2JS.compile(pattern);
    return { matches: (text) => expression.matcher(text).find() };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Compiles a pattern that has to match a whole text. Plain words are compared as they are. */
export function compileWholePattern(pattern: string): Pattern | string {
  if (LITERAL.test(pattern)) return { matches: (text) => text === pattern };
  return compilePattern(`^(?:${pattern})$`);
}
