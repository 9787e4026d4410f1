import {
  isMissingOrNull,
  type Node,
  type NodeKind,
  overwriteNode,
  QUOTED,
  resolvePlainYaml11,
  STYLE,
  scalarNode,
  TAG,
} from "go-yaml-ts";
import { refuse } from "../refusal.ts";

/** A kind of node in a message. */
export function describeKind(kind: NodeKind): string {
  return kind === "seq" ? "a list" : kind === "map" ? "a map" : "a scalar";
}

/** Index of a key in a map's content, or -1. */
export function fieldIndex(map: Node, name: string): number {
  const { content } = map;
  for (let index = 0; index < content.length; index += 2) if (content[index]?.value === name) return index;
  return -1;
}

/** The value of a field; `undefined` also for nodes that are no maps. */
export function field(node: Node | undefined, name: string): Node | undefined {
  if (node === undefined || node.kind !== "map") return undefined;
  const index = fieldIndex(node, name);
  return index === -1 ? undefined : node.content[index + 1];
}

/** Removes the first entry with a key. */
export function clearField(map: Node, name: string): void {
  const index = fieldIndex(map, name);
  if (index !== -1) map.content.splice(index, 2);
}

/** Whether YAML 1.1 would read a text, unquoted, as something else than a string; dates count as strings. */
function readsAsNonString(text: string): boolean {
  if (text === "") return false;
  const tag = resolvePlainYaml11(text)?.tag;
  return tag !== undefined && tag !== TAG.timestamp;
}

function quoteWhereNeeded(value: Node): void {
  if (value.kind !== "scalar" || (value.tag !== TAG.string && value.tag !== TAG.none)) return;
  if (value.style === STYLE.plain && readsAsNonString(value.value)) value.style = STYLE.double;
}

/**
 * Sets a field of a map, writing over the node that is there and keeping its style. A null value removes the field
 * unless it is marked to stay.
 */
export function setField(map: Node, name: string, value: Node | undefined, keyStyle = 0): void {
  if (name === "") {
    refuse(
      "invalid-field",
      { reason: "a map has an empty key" },
      { hint: "kustomize cannot set the field of an empty key" },
    );
  }
  if (value !== undefined) quoteWhereNeeded(value);
  if (value === undefined || (value.tag === TAG.null && !value.keepNull)) {
    clearField(map, name);
    return;
  }
  const existing = field(map, name);
  if (existing === undefined) {
    map.content.push(scalarNode(name, TAG.none, keyStyle), value);
    return;
  }
  value.style = existing.style;
  if (existing !== value) overwriteNode(existing, value);
}

/** Writes a scalar over another, keeping the style that is there. A null value changes nothing. */
export function setScalar(target: Node, value: Node): void {
  quoteWhereNeeded(value);
  if (value.tag === TAG.null) return;
  value.style = target.style;
  overwriteNode(target, value);
}

/** Text of a scalar; empty for a missing or null one. */
export function textOf(node: Node | undefined): string {
  return node === undefined || node.tag === TAG.null ? "" : node.value;
}

/** Whether a scalar is a string: by its tag, or by its style when it has none. */
export function isString(node: Node): boolean {
  return (
    node.kind === "scalar" &&
    (node.tag === TAG.string || (node.tag === TAG.none && (node.style & QUOTED) !== 0))
  );
}

/** The fields of a map as texts; later duplicates win. */
export function textsOf(map: Node | undefined): Map<string, string> {
  const texts = new Map<string, string>();
  if (isMissingOrNull(map) || map.kind !== "map") return texts;
  for (let index = 0; index + 1 < map.content.length; index += 2) {
    texts.set(map.content[index]?.value ?? "", map.content[index + 1]?.value ?? "");
  }
  return texts;
}
