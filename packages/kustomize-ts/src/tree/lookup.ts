import { isMissingOrNull, mapNode, type Node, type NodeKind, scalarNode, sequenceNode } from "go-yaml-ts";
import { describeKind, field, setField } from "./fields.ts";

/** Why a path does not lead anywhere. */
export class PathFailure extends Error {}

/** Whether a part chooses an element of a list by a field's value: `[name=web]`, or the element itself: `[=web]`. */
export function isElementPart(part: string): boolean {
  return part.startsWith("[") && part.endsWith("]");
}

export function isIndexPart(part: string): boolean {
  return /^\+?[0-9]+$/.test(part);
}

/** The field and value of `[field=value]`. */
export function elementPart(part: string): { readonly key: string; readonly value: string } {
  const inner = part.slice(1, -1);
  const equals = inner.indexOf("=");
  if (equals === -1) throw new PathFailure(`${part} is not [field=value]`);
  return { key: inner.slice(0, equals), value: inner.slice(equals + 1) };
}

function elementsOf(node: Node, part: string): readonly Node[] {
  if (isMissingOrNull(node)) return [];
  if (node.kind !== "seq")
    throw new PathFailure(`${part} needs a list, and there is ${describeKind(node.kind)}`);
  return node.content;
}

/** The field of a map; a null map has none. */
export function requiredMapField(node: Node, part: string): Node | undefined {
  if (isMissingOrNull(node)) return undefined;
  if (node.kind !== "map")
    throw new PathFailure(`${part} needs a map, and there is ${describeKind(node.kind)}`);
  return field(node, part);
}

/** The first element whose keys have the given values. An empty key means the element itself. */
export function findElement(
  list: Node | undefined,
  keys: readonly string[],
  values: readonly string[],
): Node | undefined {
  if (list === undefined || list.kind !== "seq") return undefined;
  if (keys.length === 0 || keys[0] === "")
    return list.content.find(({ value }) => value === (values[0] ?? ""));
  return list.content.find(
    (element) =>
      element.kind === "map" &&
      keys.every((key, index) => field(element, key)?.value === (values[index] ?? "")),
  );
}

function next(node: Node, part: string): Node | undefined {
  if (isIndexPart(part)) return elementsOf(node, part)[Number(part)];
  if (/^-[0-9]+$/.test(part)) throw new PathFailure(`the index ${part} is negative`);
  if (part === "-") return elementsOf(node, part).at(-1);
  if (part === "*") throw new PathFailure("* is not allowed here");
  if (!isElementPart(part)) return requiredMapField(node, part);
  const { key, value } = elementPart(part);
  elementsOf(node, part);
  return findElement(node, [key], [value]);
}

/** The node at a path of keys, indices, `-` for the last element, and `[field=value]`. */
export function lookup(root: Node, path: readonly string[]): Node | undefined {
  let current: Node | undefined = root;
  for (const part of path.map((text) => text.trim())) {
    if (part === "") continue;
    current = next(current, part);
    if (current === undefined) return undefined;
  }
  return current;
}

function nodeFor(part: string | undefined, last: NodeKind): Node {
  if (part === undefined) return createdNode(last);
  return isElementPart(part) || isIndexPart(part) ? sequenceNode() : mapNode();
}

function createdNode(kind: NodeKind): Node {
  if (kind === "map") return mapNode();
  return kind === "seq" ? sequenceNode() : scalarNode("");
}

/** The node at a path of map keys, which are made where they are missing; the last one as a scalar. */
export function lookupOrCreate(root: Node, path: readonly string[]): Node {
  let current = root;
  const parts = path.map((text) => text.trim()).filter((text) => text !== "");
  for (const [index, part] of parts.entries()) {
    const existing =
      isElementPart(part) || isIndexPart(part) ? next(current, part) : requiredMapField(current, part);
    if (existing !== undefined) {
      current = existing;
      continue;
    }
    const created = nodeFor(parts[index + 1], "scalar");
    if (current.kind !== "map")
      throw new PathFailure(`${part} cannot be made in ${describeKind(current.kind)}`);
    setField(current, part, created);
    current = created;
  }
  return current;
}
