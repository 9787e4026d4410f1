import { formatNumber } from "../scalar/resolve.ts";
import type { YamlValue } from "../value.ts";
import { sortKeys } from "./key-order.ts";
import { stringText } from "./string-text.ts";

export interface EmitOptions {
  /**
   * `sorted` (default) puts the keys of every map in go-yaml's order. `given` keeps the order of the object; keys that look like array indices come first then, because JavaScript orders them so.
   */
  readonly keyOrder?: "sorted" | "given";
}

/** Where a collection stands: on a line of its own, or behind a `-` or `:` on the same line. */
type Placement = "own-line" | "after-indicator";

const SIMPLE_KEY_BYTES = 128;

/** A key that the emitter has to write behind a `?`: with a line break or longer than 128 bytes. */
function isComplexKey(key: string): boolean {
  if (key.length <= SIMPLE_KEY_BYTES / 3 && !/[\n\r\u0085\u2028\u2029]/.test(key)) return false;
  return /[\n\r\u0085\u2028\u2029]/.test(key) || utf8Length(key) > SIMPLE_KEY_BYTES;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const INDENTS: string[] = Array.from({ length: 64 }, (_, width) => " ".repeat(width));

function spaces(width: number): string {
  return INDENTS[width] ?? " ".repeat(width);
}

const KEY_TEXTS = new Map<string, string>();
const KEY_TEXTS_LIMIT = 4096;

/** The text of a key that is written in front of its colon. Keys repeat a lot, so their texts are kept. */
function keyText(key: string): string {
  const known = KEY_TEXTS.get(key);
  if (known !== undefined) return known;
  const text = stringText(key, 0, 0, true);
  if (KEY_TEXTS.size < KEY_TEXTS_LIMIT) KEY_TEXTS.set(key, text);
  return text;
}

/** Ends a line unless the text (a block) ended it itself. */
function endLine(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last === 0x0a || last === 0x2028 || last === 0x2029 ? text : `${text}\n`;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: object): value is Fields {
  return !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function scalarText(value: unknown, column: number, indent: number): string {
  switch (typeof value) {
    case "string":
      return stringText(value, column, indent, false);
    case "number":
      return formatNumber(value);
    case "bigint":
      return value.toString();
    case "boolean":
      return value ? "true" : "false";
    case "object":
    case "undefined":
      return "null";
    default:
      throw new TypeError(`a ${typeof value} is no data and cannot be written as YAML`);
  }
}

function sortedKeys(value: Fields, sort: boolean): readonly string[] {
  const keys = Object.keys(value);
  return sort ? sortKeys(keys) : keys;
}

function emitMap(value: Fields, indent: number, placement: Placement, sort: boolean): string {
  let out = "";
  let pad = placement === "own-line" ? spaces(indent) : "";
  for (const key of sortedKeys(value, sort)) {
    const field = value[key];
    if (field === undefined) continue;
    if (isComplexKey(key)) {
      const text = stringText(key, indent + 2, indent + 2, false);
      out += `${pad}? ${endLine(text)}${spaces(indent)}:${emitValue(field, indent, indent + 1, "after-indicator", sort)}`;
    } else {
      const text = keyText(key);
      out += `${pad}${text}:${emitValue(field, indent, indent + text.length + 1, "own-line", sort)}`;
    }
    pad = spaces(indent);
  }
  return out;
}

function emitSequence(
  value: readonly unknown[],
  indent: number,
  placement: Placement,
  sort: boolean,
): string {
  let out = "";
  let pad = placement === "own-line" ? spaces(indent) : "";
  for (const element of value) {
    out += `${pad}-${emitValue(element, indent, indent + 1, "after-indicator", sort)}`;
    pad = spaces(indent);
  }
  return out;
}

function isEmptyMap(value: Fields): boolean {
  for (const key in value) if (value[key] !== undefined) return false;
  return true;
}

/** What follows an indicator at `column`, with the line's end. `indent` is that of the collection around it. */
function emitValue(
  value: unknown,
  indent: number,
  column: number,
  placement: Placement,
  sort: boolean,
): string {
  if (typeof value !== "object" || value === null) {
    return ` ${endLine(scalarText(value, column + 1, indent + 2))}`;
  }
  if (isList(value)) {
    if (value.length === 0) return " []\n";
    if (placement === "own-line") return `\n${emitSequence(value, indent, "own-line", sort)}`;
    return ` ${emitSequence(value, indent + 2, "after-indicator", sort)}`;
  }
  if (!isFields(value) || isEmptyMap(value)) return " {}\n";
  if (placement === "own-line") return `\n${emitMap(value, indent + 2, "own-line", sort)}`;
  return ` ${emitMap(value, indent + 2, "after-indicator", sort)}`;
}

/**
 * Writes one YAML document exactly as sigs.k8s.io/yaml, and with it kustomize v5.8.1, writes the same object: sequences
 * are not indented, strings are quoted only where they would read as something else in YAML 1.1, long lines are folded at the first space after
 * column 80. The text ends with a line feed.
 *
 * @param value plain data of any static type; what is no data (a function, a symbol) throws a `TypeError`
 */
export function emitYaml(value: YamlValue | object, options: EmitOptions = {}): string {
  const sort = options.keyOrder !== "given";
  if (typeof value !== "object" || value === null) return endLine(scalarText(value, 0, 2));
  if (isList(value)) return value.length === 0 ? "[]\n" : emitSequence(value, 0, "own-line", sort);
  return !isFields(value) || isEmptyMap(value) ? "{}\n" : emitMap(value, 0, "own-line", sort);
}

/** Writes several documents, separated by `---` lines, as `kustomize build` prints resources. */
export function emitYamlDocuments(
  values: readonly (YamlValue | object)[],
  options: EmitOptions = {},
): string {
  return values.map((value) => emitYaml(value, options)).join("---\n");
}
