import {
  decodeBase64,
  formatFloat,
  type Node,
  QUOTED,
  resolvePlainYaml11,
  STYLE,
  setMember,
  TAG,
  type YamlValue,
} from "go-yaml-ts";
import { fieldIndex } from "../tree/fields.ts";
import type { FileSchema } from "./kustomization-schema.ts";

/** Tags whose scalars are read by their text; those of all others are texts. */
const RESOLVED_TAGS: ReadonlySet<string> = new Set([TAG.null, TAG.bool, TAG.int, TAG.float]);

/** What the reader of Kustomization files (YAML 1.1) makes of a scalar. */
function scalarValue(node: Node): YamlValue {
  if ((node.style & STYLE.unspecific) !== 0) return node.value;
  const tagged = (node.style & STYLE.tagged) !== 0;
  if (tagged && node.tag === TAG.binary) return decodeBase64(node.value) ?? node.value;
  if (tagged ? !RESOLVED_TAGS.has(node.tag) : (node.style & QUOTED) !== 0) return node.value;
  const resolved = resolvePlainYaml11(node.value);
  switch (resolved?.tag) {
    case "!!null":
      return null;
    case "!!bool":
      return resolved.text === "true";
    case "!!int":
    case "!!float":
      return Number(resolved.text);
    default:
      return node.value;
  }
}

function keyText(node: Node): string {
  const value = scalarValue(node);
  if (typeof value === "string") return value;
  return typeof value === "number" && !Number.isInteger(value) ? formatFloat(value) : String(value);
}

/** The property a key means: its own name, or one that differs from it only in case. */
export function propertyNamed(schema: FileSchema | undefined, key: string): string {
  const properties = schema?.properties;
  if (properties === undefined || Object.hasOwn(properties, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(properties).find((name) => name.toLowerCase() === lower) ?? key;
}

/** What Go has of a type when nothing is said. */
export const EMPTY_VALUES: Readonly<Record<FileSchema["type"], YamlValue>> = {
  object: {},
  array: [],
  string: "",
  boolean: false,
  integer: 0,
};

function propertySchema(schema: FileSchema | undefined, name: string): FileSchema | undefined {
  if (schema?.properties !== undefined && Object.hasOwn(schema.properties, name))
    return schema.properties[name];
  const rest = schema?.additionalProperties;
  return typeof rest === "object" ? rest : undefined;
}

/** A value among others, where null stands for the empty value of its type. */
function present(node: Node, schema: FileSchema | undefined): YamlValue {
  const value = decodeNode(node, schema);
  return value === null && schema !== undefined ? EMPTY_VALUES[schema.type] : value;
}

/** The spellings that win so far of the properties that the first keys of a map mean. */
function spellingsOf({ content }: Node, end: number, schema: FileSchema | undefined): Map<string, string> {
  const spellings = new Map<string, string>();
  for (let index = 0; index < end; index += 2) {
    const key = content[index];
    if (key === undefined) continue;
    const spelling = keyText(key);
    const name = propertyNamed(schema, spelling);
    if ((spellings.get(name) ?? spelling) <= spelling) spellings.set(name, spelling);
  }
  return spellings;
}

/**
 * The data of a node as kustomize reads its own files: YAML 1.1 scalars, keys in any case, null fields left out. The
 * last of duplicate keys wins, and of keys that differ only in case the one in lower case.
 */
export function decodeNode(node: Node, schema: FileSchema | undefined): YamlValue {
  if (node.kind === "seq") return node.content.map((element) => present(element, schema?.items));
  if (node.kind !== "map") return scalarValue(node);
  const fields: Record<string, YamlValue> = {};
  /** Made when a key is not spelt as its property: hardly ever. */
  let spellings: Map<string, string> | undefined;
  for (let index = 0; index + 1 < node.content.length; index += 2) {
    const key = node.content[index];
    const value = node.content[index + 1];
    if (key === undefined || value === undefined) continue;
    const spelling = keyText(key);
    const name = propertyNamed(schema, spelling);
    if (name !== spelling) spellings ??= spellingsOf(node, index, schema);
    if (spellings !== undefined) {
      if ((spellings.get(name) ?? spelling) > spelling) continue;
      spellings.set(name, spelling);
    }
    const isOwn = Object.hasOwn(schema?.properties ?? {}, name);
    const decoded = (isOwn ? decodeNode : present)(value, propertySchema(schema, name));
    if (decoded === null) delete fields[name];
    else setMember(fields, name, decoded);
  }
  return fields;
}

/** The node at a JSON pointer of decoded data, or the nearest one around it. */
export function nodeAt(root: Node, pointer: readonly string[]): Node {
  let current = root;
  for (const part of pointer) {
    const next = current.kind === "seq" ? current.content[Number(part)] : fieldNamed(current, part);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

function fieldNamed(map: Node, name: string): Node | undefined {
  const exact = fieldIndex(map, name);
  if (exact !== -1) return map.content[exact + 1];
  const lower = name.toLowerCase();
  for (let index = 0; index + 1 < map.content.length; index += 2) {
    if (map.content[index]?.value.toLowerCase() === lower) return map.content[index + 1];
  }
  return undefined;
}

/** The key node of a field, for messages about the field itself. */
export function keyNodeOf(map: Node, name: string): Node | undefined {
  for (let index = 0; index < map.content.length; index += 2) {
    if (map.content[index]?.value === name) return map.content[index];
  }
  return undefined;
}
