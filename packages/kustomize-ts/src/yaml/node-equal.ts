import { isYamlList, type YamlValue } from "./emit.ts";
import { isFinalString } from "./final-scalar.ts";
import { type Node, STYLE } from "./node.ts";
import { DEEPEST, keyOf, scalarValue } from "./node-value.ts";

type Members = { readonly [key: string]: YamlValue | undefined };

/** Where the entry with a key stands, looked for from a place where it is likely; -1 where it is nowhere. */
function entryIndex({ content }: Node, name: string, likely: number, depth: number, inFlow: boolean): number {
  const key = content[likely];
  if (key !== undefined && key.value === name && keyOf(key, depth, inFlow) === name) return likely;
  for (let index = 0; index < content.length; index += 2) {
    const other = content[index];
    if (other !== undefined && keyOf(other, depth, inFlow) === name) return index;
  }
  return -1;
}

/** Members have different names, so that as many entries with these names are all there are, each once. */
function isMapEqual(map: Node, members: Members, depth: number, inFlow: boolean): boolean {
  const { content } = map;
  let likely = 0;
  let found = 0;
  for (const name in members) {
    const value = members[name];
    if (value === undefined) continue;
    const index = entryIndex(map, name, likely, depth, inFlow);
    const node = content[index + 1];
    if (index === -1 || node === undefined || !isEqualAt(node, value, depth + 1, inFlow)) return false;
    likely = index + 2;
    found += 2;
  }
  return found === content.length;
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
