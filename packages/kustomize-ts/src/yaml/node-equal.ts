import { isYamlList, type YamlValue } from "./emit.ts";
import { isFinalString } from "./final-scalar.ts";
import { type Node, STYLE } from "./node.ts";
import { keyOf, scalarValue } from "./node-value.ts";

type Members = { readonly [key: string]: YamlValue | undefined };

function memberCount(members: Members): number {
  let count = 0;
  for (const key in members) if (members[key] !== undefined) count++;
  return count;
}

function isMapEqual({ content }: Node, members: Members, depth: number, inFlow: boolean): boolean {
  if (memberCount(members) !== content.length / 2) return false;
  for (let index = 0; index + 1 < content.length; index += 2) {
    const key = content[index];
    const node = content[index + 1];
    if (key === undefined || node === undefined) return false;
    const name = keyOf(key, depth, inFlow);
    if (!Object.hasOwn(members, name)) return false;
    const value = members[name];
    if (value === undefined || !isEqualAt(node, value, depth + 1, inFlow)) return false;
  }
  return true;
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
  const flow = inFlow || (node.style & STYLE.flow) !== 0;
  if (node.kind === "seq") return isYamlList(value) && isListEqual(node, value, depth, flow);
  return node.kind === "map" && !isYamlList(value) && isMapEqual(node, value, depth, flow);
}

/**
 * Whether the data of a tree that can be written is equal to other data; the order of keys does not count. Says the
 * same as comparing `nodeValue`, and makes nothing.
 */
export function isNodeEqual(root: Node, value: YamlValue): boolean {
  return isEqualAt(root, value, 0, false);
}
