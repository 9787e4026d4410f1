import type { StructuralSchema } from "@grampus/api";
import { PROBE_NAME } from "./probe-name.ts";

const FORMS: readonly ((index: number) => string)[] = [
  (index) => `v${index}`,
  (index) => `V${index}`,
  (index) => `${PROBE_NAME}-${index}`,
  (index) => `${10 + index}Gi`,
  (index) => `9.${7 + index}`,
  (index) => `2026-11-22T00:00:0${index}Z`,
  (index) => `${10 + index}s`,
];

const DNS_PREFIX = `${"a".repeat(253)}/`;

const LONG_FORMS: readonly ((length: number) => string)[] = [
  (length) => "a".repeat(length),
  (length) => `A${"a".repeat(length - 1)}`,
  (length) => `${DNS_PREFIX}${"b".repeat(Math.max(length - DNS_PREFIX.length, 0))}`,
  (length) => `${PROBE_NAME}-0`.slice(0, length),
  () => "999.999.999",
  () => `+${"9".repeat(9).padStart(18, "0")}.${"9".repeat(9)}e+02`,
  () => "2026-11-22T00:00:00Z",
  (length) => `${"9".repeat(length - 1)}s`,
];

const MALFORMED = ["", " ", "-", "Ä", "a b", "..", "a\u0001"];

function isMatch(schema: StructuralSchema, text: string): boolean {
  const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  if (text.length < minLength || text.length > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, "u").test(text);
}

function required(text: string | undefined, wanted: string, schema: StructuralSchema): string {
  if (text === undefined)
    throw new RangeError(`no ${wanted} text for ${JSON.stringify(schema)}; extend the forms`);
  return text;
}

/** A text the schema accepts; texts of different indices differ. */
export function acceptedText(schema: StructuralSchema, index = 0): string {
  const text = FORMS.map((form) => form(index)).find((candidate) => isMatch(schema, candidate));
  return required(text, "accepted", schema);
}

/** A text of exactly this many characters that the pattern of the schema accepts. */
export function longText(schema: StructuralSchema, length: number): string {
  const text = LONG_FORMS.map((form) => form(length)).find(
    (candidate) =>
      candidate.length === length && isMatch({ ...schema, maxLength: length, minLength: 0 }, candidate),
  );
  return required(text, `${length} characters long`, schema);
}

/** Texts the pattern of the schema refuses although their length is right. */
export function malformedTexts(schema: StructuralSchema): readonly string[] {
  const { pattern = "", minLength = 0 } = schema;
  const texts = MALFORMED.filter((text) => text.length >= minLength && !new RegExp(pattern, "u").test(text));
  required(texts[0], "malformed", schema);
  return texts;
}
