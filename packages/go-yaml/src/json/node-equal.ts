import { type Node, STYLE } from "../node.ts";
import { isYamlList, type YamlValue } from "../value.ts";
import { isFinalString } from "./final-scalar.ts";
import { DEEPEST, keyOf, scalarValue } from "./node-value.ts";

type Members = { readonly [key: string]: YamlValue | undefined };

/** Whether there are so many members; those without a value do not count. */
function hasSize(members: Members, size: number): boolean {
  let names = 0;
  for (const _ in members) names++;
  if (names <= size) return names === size;
  let count = 0;
  for (const name in members) if (members[name] !== undefined) count++;
  return count === size;
}

/** Whether no key of a map stands for the same text as another. */
function areKeysDistinct({ content }: Node, depth: number, inFlow: boolean): boolean {
  const names = new Set<string>();
  for (let index = 0; index < content.length; index += 2) {
    const key = content[index];
    if (key !== undefined) names.add(keyOf(key, depth, inFlow));
  }
  return names.size * 2 === content.length;
}

function isMapEqual(map: Node, members: Members, depth: number, inFlow: boolean): boolean {
  const { content } = map;
  if (!hasSize(members, content.length / 2)) return false;
  let isAscending = true;
  let previous: string | undefined;
  for (let index = 0; index < content.length; index += 2) {
    const key = content[index];
    const node = content[index + 1];
    if (key === undefined || node === undefined) return false;
    const name = keyOf(key, depth, inFlow);
    const value = members[name];
    if (value === undefined || !isEqualAt(node, value, depth + 1, inFlow)) return false;
    if (node.kind !== "scalar" && !Object.hasOwn(members, name)) return false;
    isAscending &&= previous === undefined || previous < name;
    previous = name;
  }
  return isAscending || areKeysDistinct(map, depth, inFlow);
}

function isListEqual(
  { content }: Node,
  values: readonly YamlValue[],
  depth: number,
  inFlow: boolean,
): boolean {
  if (values.length !== content.length) return false;
  return content.every((element, index) => {
    const value = values[index];
    return value !== undefined && isEqualAt(element, value, depth + 1, inFlow);
  });
}

function isEqualAt(node: Node, value: YamlValue, depth: number, inFlow: boolean): boolean {
  if (node.kind === "scalar") {
    return (isFinalString(node) ? node.value : scalarValue(node, inFlow)) === value;
  }
  if (typeof value !== "object" || value === null) return node.kind === "none" && value === null;
  if (depth > DEEPEST) return false;
  const flow = inFlow || (node.style & STYLE.flow) !== 0;
  if (node.kind === "seq") return isYamlList(value) && isListEqual(node, value, depth, flow);
  return node.kind === "map" && !isYamlList(value) && isMapEqual(node, value, depth, flow);
}

/**
 * Whether a tree can be written and its data is equal to other data; the order of keys does not count. Says the same as
 * comparing `nodeValue`, and makes nothing.
 *
 * @throws UnwritableNode where it comes upon what cannot be written; an unequal tree may hold such unnoticed
 */
export function isNodeEqual(root: Node, value: YamlValue): boolean {
  return isEqualAt(root, value, 0, false);
}
