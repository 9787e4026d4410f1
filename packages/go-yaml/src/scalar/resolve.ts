import { formatTimestamp, parseTimestamp } from "./timestamp.ts";

/** What a plain scalar means. `text` is the canonical spelling go-yaml writes for it. */
export interface ResolvedScalar {
  readonly tag: "!!null" | "!!bool" | "!!int" | "!!float" | "!!timestamp" | "!!str";
  readonly text: string;
}

const NULL: ResolvedScalar = { tag: "!!null", text: "null" };
const TRUE: ResolvedScalar = { tag: "!!bool", text: "true" };
const FALSE: ResolvedScalar = { tag: "!!bool", text: "false" };

const WORDS: ReadonlyMap<string, ResolvedScalar> = new Map([
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, NULL] as const),
  ...["true", "True", "TRUE"].map((word) => [word, TRUE] as const),
  ...["false", "False", "FALSE"].map((word) => [word, FALSE] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, { tag: "!!float", text: ".nan" }] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map(
    (word) => [word, { tag: "!!float", text: ".inf" }] as const,
  ),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, { tag: "!!float", text: "-.inf" }] as const),
]);

const OLD_TRUE = ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON"];
const OLD_FALSE = ["n", "N", "no", "No", "NO", "off", "Off", "OFF"];

const OLD_WORDS: ReadonlyMap<string, ResolvedScalar> = new Map([
  ...OLD_TRUE.map((word) => [word, TRUE] as const),
  ...OLD_FALSE.map((word) => [word, FALSE] as const),
]);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const LEADING_DOT_FLOAT = /^\.[0-9]+([eE][-+]?[0-9]+)?$/;
const DECIMAL = /^[0-9]+$/;
const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;
const MIN_INT64 = -0x8000_0000_0000_0000n;

/**
 * Whether a first character (its code) can begin anything but a string: sign, digit, dot, tilde, or the first letter
 * of a word.
 */
function beginsNonString(code: number): boolean {
  if (code < 0x3a) return code >= 0x30 || code === 0x2b || code === 0x2d || code === 0x2e;
  switch (code) {
    case 0x79: // y
    case 0x59: // Y
    case 0x6e: // n
    case 0x4e: // N
    case 0x74: // t
    case 0x54: // T
    case 0x66: // f
    case 0x46: // F
    case 0x6f: // o
    case 0x4f: // O
    case 0x7e: // ~
      return true;
    default:
      return false;
  }
}

/** Digits of an integer in a base, without sign and prefix; `undefined` when a digit does not belong to the base. */
function integerOf(digits: string, negative: boolean): bigint | undefined {
  let magnitude: bigint;
  if (DECIMAL.test(digits) && (digits === "0" || !digits.startsWith("0"))) {
    magnitude = BigInt(digits);
  } else {
    const lower = digits.toLowerCase();
    if (/^0x[0-9a-f]+$/.test(lower) || /^0b[01]+$/.test(lower) || /^0o[0-7]+$/.test(lower))
      magnitude = BigInt(lower);
    else if (/^0[0-7]+$/.test(lower)) magnitude = BigInt(`0o${lower.slice(1)}`);
    else return undefined;
  }
  return negative ? -magnitude : magnitude;
}

function resolveInteger(plain: string): ResolvedScalar | undefined {
  const first = plain.charCodeAt(0);
  const signed = first === 0x2b || first === 0x2d;
  const digits = signed ? plain.slice(1) : plain;
  if (digits.length < 16 && DECIMAL.test(digits) && digits.charCodeAt(0) !== 0x30) {
    return { tag: "!!int", text: first === 0x2b ? digits : plain };
  }
  const value = integerOf(digits, first === 0x2d);
  if (value === undefined || value < MIN_INT64) return undefined;
  if (value > MAX_UINT64 || (signed && value > 0x7fff_ffff_ffff_ffffn)) return undefined;
  return { tag: "!!int", text: value.toString() };
}

function resolveFloat(plain: string): ResolvedScalar | undefined {
  const value = Number(plain);
  return Number.isFinite(value) ? { tag: "!!float", text: formatNumber(value) } : undefined;
}

function resolveNumber(text: string): ResolvedScalar | undefined {
  if (text.charCodeAt(0) === 0x2e) return LEADING_DOT_FLOAT.test(text) ? resolveFloat(text) : undefined;
  const timestamp = parseTimestamp(text);
  if (timestamp !== undefined) return { tag: "!!timestamp", text: formatTimestamp(timestamp) };
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  return resolveInteger(plain) ?? (FLOAT.test(plain) ? resolveFloat(plain) : undefined);
}

function isDigitSignOrDot(code: number): boolean {
  return code < 0x3a && code >= 0x2b;
}

/**
 * Resolves a plain scalar as the reader of resources does (go-yaml v3: YAML 1.2 words, YAML 1.1 numbers and dates).
 * `undefined` means a string.
 */
export function resolvePlain(text: string): ResolvedScalar | undefined {
  if (text === "") return NULL;
  const first = text.charCodeAt(0);
  if (!beginsNonString(first)) return undefined;
  return WORDS.get(text) ?? (isDigitSignOrDot(first) ? resolveNumber(text) : undefined);
}

/**
 * Resolves a plain scalar as the reader of Kustomization files and the final writer do (go-yaml v2: YAML 1.1, where
 * `yes`, `on` and `y` are booleans). `undefined` means a string.
 */
export function resolvePlainYaml11(text: string): ResolvedScalar | undefined {
  if (text === "") return NULL;
  const first = text.charCodeAt(0);
  if (!beginsNonString(first)) return undefined;
  return (
    WORDS.get(text) ?? OLD_WORDS.get(text) ?? (isDigitSignOrDot(first) ? resolveNumber(text) : undefined)
  );
}

/** A float in the spelling of Go's shortest `%g`: an exponent from 1e-05 down and from 1e+06 up. */
export function formatFloat(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/**
 * A number as it leaves a build: integers that JSON writes without a point or exponent stay integers within 64 bits,
 * everything else is a float.
 */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) {
    const text = Object.is(value, -0) ? "0" : String(value);
    if (!text.includes("e")) {
      const exact = BigInt(text);
      if (exact >= MIN_INT64 && exact <= MAX_UINT64) return text;
    }
  }
  return formatFloat(value);
}
