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
