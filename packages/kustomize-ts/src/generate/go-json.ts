import type { YamlValue } from "go-yaml-ts";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["<", "\\u003c"],
  [">", "\\u003e"],
  ["&", "\\u0026"],
  ["\u2028", "\\u2028"],
  ["\u2029", "\\u2029"],
]);

function textJson(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    /[<>&\u2028\u2029]/g,
    (character) => ESCAPES.get(character) ?? character,
  );
}

function compareBytes(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * JSON as Go's `encoding/json` writes it: keys in order, `<`, `>` and `&` escaped.
 *
 * @param indent spaces per level; empty for one line
 */
export function goJson(value: YamlValue | undefined, indent = "", level = ""): string {
  if (typeof value === "string") return textJson(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const inner = level + indent;
  const [separator, start, end, colon] =
    indent === "" ? [",", "", "", ":"] : [`,\n${inner}`, `\n${inner}`, `\n${level}`, ": "];
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    const elements = value.map((element: YamlValue) => goJson(element, indent, inner));
    return `[${start}${elements.join(separator)}${end}]`;
  }
  const entries = Object.entries(value).sort(([left], [right]) => compareBytes(left, right));
  if (entries.length === 0) return "{}";
  const fields = entries.map(([key, field]) => `${textJson(key)}${colon}${goJson(field, indent, inner)}`);
  return `{${start}${fields.join(separator)}${end}}`;
}
