import { isMap, type PlainValue } from "../data/plain-data.ts";

function block(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}

function valueText(value: PlainValue, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return block(
      "[",
      value.map((item: PlainValue) => valueText(item, inner)),
      "]",
      indent,
    );
  }
  if (!isMap(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}: ${valueText(value[key] ?? null, inner)}`);
  return block("{", members, "}", indent);
}

/** Plain data as JSON in one way only: keys in the order of their UTF-16 code units, two spaces, a line for each value. */
export function canonicalJson(value: PlainValue): string {
  return `${valueText(value, "")}\n`;
}
