import { closest } from "@grampus/diagnostics/closest";
import type { VariableType } from "./server-variable.ts";
import { integerOf, switchOf } from "./settable-value.ts";

/** What is wrong with a value: what the variable takes instead, what is allowed, and what to do. */
export interface ValueFault {
  readonly problem: string;
  readonly allowed: string;
  readonly hint: string;
}

type Bounds = Extract<VariableType, { readonly minimum: bigint | number }>;
type Words = Extract<VariableType, { readonly values: readonly string[] }>;

const KUBERNETES_SIZE = /^([0-9]+)\s*([KMGTPE])(i|b|ib)$/i;
const NUMBER = /^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?$/i;

const SET_IT = "set it to what is allowed, or remove it";

function asked(word: string | undefined): string {
  return word === undefined ? SET_IT : `did you mean ${word}?`;
}

function boundsFault({ kind, minimum, maximum }: Bounds, hint: string): ValueFault {
  const allowed = `${kind === "integer" ? "an integer" : "a number"} from ${minimum} to ${maximum}`;
  return { problem: `it takes ${allowed}`, allowed, hint };
}

function integerFault(type: Bounds, value: string | number): ValueFault | undefined {
  const integer =
    typeof value === "number" && !Number.isInteger(value) ? undefined : integerOf(String(value));
  if (integer !== undefined && integer >= type.minimum && integer <= type.maximum) return undefined;
  const [, digits, suffix] = KUBERNETES_SIZE.exec(String(value)) ?? [];
  const hint =
    digits === undefined || suffix === undefined
      ? SET_IT
      : `write "${digits}${suffix.toUpperCase()}": MySQL's own suffixes are powers of 1024`;
  return boundsFault(type, hint);
}

function numberFault(type: Bounds, value: string | number): ValueFault | undefined {
  const number = NUMBER.test(String(value)) ? Number(value) : Number.NaN;
  const isInside = number >= Number(type.minimum) && number <= Number(type.maximum);
  if (!isInside) return boundsFault(type, SET_IT);
  const isFraction = typeof value === "number" && !Number.isInteger(value);
  const allowed = "an integer, or text";
  return isFraction
    ? { problem: "a fraction is written as text", allowed, hint: `write "${value}"` }
    : undefined;
}

function switchFault(value: string): ValueFault | undefined {
  if (switchOf(value) !== undefined) return undefined;
  const meant = /^y(es)?$/i.test(value) ? "ON" : /^no?$/i.test(value) ? "OFF" : undefined;
  return { problem: "it is a switch, ON or OFF", allowed: "ON or OFF", hint: asked(meant) };
}

function includesWord(values: readonly string[], word: string): boolean {
  return values.some((known) => known.toLowerCase() === word.toLowerCase());
}

function enumFault({ values }: Words, value: string): ValueFault | undefined {
  if (includesWord(values, value) || (/^[0-9]+$/.test(value) && Number(value) < values.length))
    return undefined;
  const allowed = values.join(", ");
  return { problem: `it is one of ${allowed}`, allowed, hint: asked(closest(value, values)) };
}

function setFault({ values }: Words, value: string): ValueFault | undefined {
  if (value === "" || /^[0-9]+$/.test(value)) return undefined;
  const wrong = value.split(",").find((word) => !includesWord(values, word));
  if (wrong === undefined) return undefined;
  const allowed = `some of ${values.join(", ")}, with commas between them`;
  return {
    problem: `${JSON.stringify(wrong)} is not one of its words`,
    allowed,
    hint: asked(closest(wrong, values)),
  };
}

function switchesFault({ values }: Words, value: string): ValueFault | undefined {
  if (value === "" || /^default$/i.test(value)) return undefined;
  const isKnown = (word: string): boolean => {
    const [name = "", state = ""] = word.split("=");
    return includesWord(values, name) && /^(on|off|default)$/i.test(state);
  };
  const wrong = value.split(",").find((word) => !isKnown(word));
  if (wrong === undefined) return undefined;
  const near = closest(wrong.replace(/=.*/, ""), values);
  return {
    problem: `${JSON.stringify(wrong)} is none of its switches`,
    allowed: `name=on or name=off, with commas between them, for some of ${values.join(", ")}`,
    hint: asked(near === undefined ? undefined : `${near}=on`),
  };
}

/** What is wrong with a value of a variable of this type; `undefined` when the server takes it. */
export function valueFault(type: VariableType, value: string | number): ValueFault | undefined {
  switch (type.kind) {
    case "integer":
      return integerFault(type, value);
    case "number":
      return numberFault(type, value);
    case "boolean":
      return switchFault(String(value));
    case "enum":
      return enumFault(type, String(value));
    case "set":
      return setFault(type, String(value));
    case "switches":
      return switchesFault(type, String(value));
    case "text":
      return undefined;
  }
}
