import { serverVariable, settableValue } from "@grampus/api";

/**
 * A value of a variable in the form in which two spellings of it are equal: switches as 0 and 1, numbers without a
 * fraction of zeros, letters in lower case, lists in alphabetical order.
 */
export function canonicalValue(name: string, value: string | number): string {
  const type = serverVariable(name)?.type;
  const text = settableValue(type, value).trim().toLowerCase();
  if (type?.kind === "boolean") return text === "on" ? "1" : text === "off" ? "0" : text;
  if (/^-?[0-9]+(\.[0-9]+)?$/.test(text)) return String(Number(text));
  return text.includes(",") ? text.split(",").sort().join(",") : text;
}
