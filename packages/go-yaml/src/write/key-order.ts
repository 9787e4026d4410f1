import { isAfterUnicode15 } from "./unicode-after-15.ts";

function isAsciiLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

function isKnown(code: number, pattern: RegExp): boolean {
  return pattern.test(String.fromCodePoint(code)) && !isAfterUnicode15(code);
}

function isLetter(code: number): boolean {
  return code < 0x80 ? isAsciiLetter(code) : isKnown(code, LETTER);
}

function isDigit(code: number): boolean {
  return code < 0x80 ? code >= 0x30 && code <= 0x39 : isKnown(code, DIGIT);
}

interface DigitRun {
  readonly value: bigint;
  readonly end: number;
}

function digitRun(codes: readonly number[], start: number, seed: bigint): DigitRun {
  let value = seed;
  let end = start;
  for (; end < codes.length; end++) {
    const code = codes[end] ?? 0;
    if (!isDigit(code)) break;
    value = BigInt.asIntN(64, value * 10n + BigInt(code - 0x30));
  }
  return { value, end };
}

function seedBefore(codes: readonly number[], index: number): bigint {
  for (let before = index - 1; before >= 0; before--) {
    const code = codes[before] ?? 0;
    if (!isDigit(code)) return 0n;
    if (code !== 0x30) return 1n;
  }
  return 0n;
}

function compareFrom(left: readonly number[], right: readonly number[], index: number): number {
  const [a, b] = [left[index] ?? 0, right[index] ?? 0];
  const [aLetter, bLetter] = [isLetter(a), isLetter(b)];
  if (aLetter && bLetter) return a - b;
  if (aLetter || bLetter) return bLetter ? -1 : 1;
  const seed = a === 0x30 || b === 0x30 ? seedBefore(left, index) : 0n;
  const aRun = digitRun(left, index, seed);
  const bRun = digitRun(right, index, seed);
  if (aRun.value !== bRun.value) return aRun.value < bRun.value ? -1 : 1;
  return aRun.end - bRun.end || a - b;
}

function codePoints(text: string): readonly number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

/**
 * The order of map keys in what go-yaml v2 writes: by character, but punctuation before letters, and runs of
 * digits by their number, so that `item2` comes before `item10`.
 */
function compareKeys(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    if (isAsciiLetter(a) && isAsciiLetter(b)) return a - b;
    return compareUncommon(left, right);
  }
  return left.length - right.length;
}

const MAY_HAVE_DIGITS = /[0-9]|[^ -~]/;

function comparePlain(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Sorts keys. With digits the order is not transitive (`017`, `0o17`, `1e3`), so such keys are put in plain order
 * first: the same keys always come out the same.
 */
export function sortKeys(keys: string[]): string[] {
  if (areInPlainOrder(keys)) return keys;
  if (keys.some((key) => MAY_HAVE_DIGITS.test(key))) keys.sort(comparePlain);
  return keys.sort(compareKeys);
}

/** Whether keys stand in the order they are written in, each once, and no digits make that order a matter of doubt. */
export function areInPlainOrder(keys: readonly string[]): boolean {
  let previous: string | undefined;
  for (const key of keys) {
    if (MAY_HAVE_DIGITS.test(key) || (previous !== undefined && compareKeys(previous, key) >= 0))
      return false;
    previous = key;
  }
  return true;
}

/** A copy of entries in the order of their keys. */
export function sortedByKey<Entry extends { readonly key: string }>(
  entries: readonly Entry[],
): readonly Entry[] {
  const copy = [...entries];
  if (copy.some(({ key }) => MAY_HAVE_DIGITS.test(key))) {
    copy.sort((left, right) => comparePlain(left.key, right.key));
  }
  return copy.sort((left, right) => compareKeys(left.key, right.key));
}

function compareUncommon(left: string, right: string): number {
  const [a, b] = [codePoints(left), codePoints(right)];
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) if (a[index] !== b[index]) return compareFrom(a, b, index);
  return a.length - b.length;
}
