import type { VariableType } from "./server-variable.ts";

const SUFFIXES = "kmgtpe";
const INTEGER = /^(-?[0-9]+)([kmgtpe])?$/i;

/** The integer that an option file's text stands for: `64M` is 67108864; `undefined` for other text. */
export function integerOf(text: string): bigint | undefined {
  const [, digits, suffix] = INTEGER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const power = suffix === undefined ? 0 : SUFFIXES.indexOf(suffix.toLowerCase()) + 1;
  return BigInt(digits) * 1024n ** BigInt(power);
}

/** Whether a switch is on; `undefined` for what the server takes for neither. */
export function switchOf(text: string): boolean | undefined {
  if (/^(on|true|1)$/i.test(text)) return true;
  return /^(off|false|0)$/i.test(text) ? false : undefined;
}

/**
 * A value of an option file as SET GLOBAL takes it: sizes such as `64M` are bytes, and a switch is ON or OFF, since only
 * option files know `64M` and the word `true`. What does not fit the type stays.
 */
export function settableValue(type: VariableType | undefined, value: string | number): string {
  const text = String(value);
  if (type?.kind === "integer") return integerOf(text)?.toString() ?? text;
  if (type?.kind !== "boolean") return text;
  const isOn = switchOf(text);
  return isOn === undefined ? text : isOn ? "ON" : "OFF";
}

/** Whether SET GLOBAL wants the value of a variable bare: it refuses text for a number, and a number for text. */
export function isBareLiteral(type: VariableType | undefined, value: string): boolean {
  return type?.kind !== "text" && /^-?[0-9]+(\.[0-9]+)?$/.test(value);
}
