import { optionName } from "@grampus/api";

const PLAIN = /^[A-Za-z0-9_.,:/@+-]+$/;

/**
 * A value as an option file takes it. What is not plain stands between double quotes with `\` and `"` escaped;
 * https://dev.mysql.com/doc/refman/9.7/en/option-files.html
 */
function optionText(value: string | number): string {
  const text = String(value);
  if (PLAIN.test(text)) return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** The lines of one group of an option file. */
export function optionGroup(group: string, values: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(values).map(([name, value]) => `${optionName(name)}=${optionText(value)}`);
  return `[${group}]\n${lines.map((line) => `${line}\n`).join("")}`;
}
