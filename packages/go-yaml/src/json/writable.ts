import { type Node, STYLE } from "../node.ts";
import { finalScalar, isFinalString } from "./final-scalar.ts";
import { DEEPEST, LONGEST_KEY, nodeValue } from "./node-value.ts";

function isPlainKey(key: Node): boolean {
  if (key.value.length >= LONGEST_KEY) return false;
  if (isFinalString(key)) return true;
  const final = finalScalar(key, false);
  return final.kind === "string" && final.text === key.value;
}

/** More keys than this are compared by way of a set. */
const FEW = 16;

function isAnyTwice({ content }: Node): boolean {
  if (content.length > FEW * 2) {
    return (
      new Set(content.filter((_, at) => at % 2 === 0).map(({ value }) => value)).size < content.length / 2
    );
  }
  for (let index = 2; index < content.length; index += 2) {
    for (let before = 0; before < index; before += 2) {
      if (content[before]?.value === content[index]?.value) return true;
    }
  }
  return false;
}

function isMapWritable(map: Node, depth: number): boolean {
  const { content } = map;
  let isAscending = true;
  let previous: string | undefined;
  for (let index = 0; index + 1 < content.length; index += 2) {
    const key = content[index];
    const value = content[index + 1];
    if (key === undefined || value === undefined || !isPlainKey(key)) return false;
    if (!isPlainlyWritable(value, depth + 1)) return false;
    isAscending &&= previous === undefined || previous < key.value;
    previous = key.value;
  }
  return isAscending || !isAnyTwice(map);
}

/** Whether a tree can be written for certain. What this says no about needs a closer look. */
function isPlainlyWritable(node: Node, depth: number): boolean {
  const { kind, content } = node;
  if (kind === "scalar") return isFinalString(node) || finalScalar(node, false).kind !== "invalid";
  if (content.length === 0) return true;
  if (depth > DEEPEST || (node.style & STYLE.flow) !== 0) return false;
  if (kind === "map") return isMapWritable(node, depth);
  for (const element of content) if (!isPlainlyWritable(element, depth + 1)) return false;
  return true;
}

/**
 * Sees to it that a tree has data and a text, which most trees have at first sight.
 *
 * @throws UnwritableNode as `nodeValue` does
 */
export function requireWritable(root: Node): void {
  if (!isPlainlyWritable(root, 0)) nodeValue(root);
}
