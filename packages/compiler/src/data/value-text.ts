import type { PlainValue } from "./plain-data.ts";

const LONGEST = 80;

/** A value as a user would write it in TypeScript, cut when it is long. */
export function valueText(value: PlainValue | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** The type of a value, in the words of TypeScript. */
export function typeText(value: PlainValue | undefined): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}

const LISTED_NAMES = 4;

/** Names in a sentence: `a, b and c`, and how many more when they are many. */
export function namesText(names: readonly string[]): string {
  const listed = names.length > LISTED_NAMES ? names.slice(0, LISTED_NAMES - 1) : names;
  const rest = names.length - listed.length;
  const last = rest > 0 ? `${rest} more` : listed.at(-1);
  const before = rest > 0 ? listed : listed.slice(0, -1);
  return [...(before.length > 0 ? [before.join(", ")] : []), last].join(" and ");
}
