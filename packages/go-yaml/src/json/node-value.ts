import { type Node, STYLE } from "../node.ts";
import { setMember, type YamlValue } from "../value.ts";
import { areInPlainOrder, sortedByKey } from "../write/key-order.ts";
import { finalScalar, isFinalString } from "./final-scalar.ts";

/** Why a tree cannot be written, and the node at fault. */
export class UnwritableNode extends Error {
  readonly node: Node;
  constructor(reason: string, node: Node) {
    super(reason);
    this.node = node;
  }
}

/** sigs.k8s.io/yaml cannot read longer keys in its own JSON. */
export const LONGEST_KEY = 1024;

/** Collections in each other, at most: twice what a file may nest. What is deeper could be read out here, and not be written. */
export const DEEPEST = 2_000;

/** Refuses keys that the writer cannot read in its own JSON. */
function checkedKey(key: string, node: Node): string {
  if (key.length >= LONGEST_KEY) throw new UnwritableNode("a key is longer than 1024 characters", node);
  if (node.value.includes("\u0085")) throw new UnwritableNode("a key has a line break of YAML 1.1", node);
  return key;
}

/**
 * The key a node stands for in the data.
 *
 * @throws UnwritableNode when it is no string; at the root that does not matter
 */
export function keyOf(node: Node, depth: number, inFlow: boolean): string {
  if (node.value.length < LONGEST_KEY && isFinalString(node)) return node.value;
  const final = finalScalar(node, inFlow);
  if (final.kind === "invalid") throw new UnwritableNode(final.reason, node);
  if (final.kind === "string") return checkedKey(final.text, node);
  if (depth > 0) throw new UnwritableNode(`the key ${node.value} is not a string`, node);
  return node.value;
}

interface Entry {
  readonly key: string;
  readonly node: Node;
  readonly value: Node;
}

function sortedEntries(entries: readonly Entry[]): readonly Entry[] {
  const sorted = sortedByKey(entries);
  for (let index = 1; index < sorted.length; index++) {
    const entry = sorted[index];
    if (entry !== undefined && sorted[index - 1]?.key === entry.key) {
      throw new UnwritableNode(`the key ${entry.key} appears twice`, entry.node);
    }
  }
  return sorted;
}

function mapValue({ content }: Node, depth: number, inFlow: boolean): YamlValue {
  const keys: string[] = [];
  for (let index = 0; index + 1 < content.length; index += 2) {
    const node = content[index];
    if (node !== undefined) keys.push(keyOf(node, depth, inFlow));
  }
  const members: Record<string, YamlValue> = {};
  if (areInPlainOrder(keys)) {
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index];
      const value = content[index * 2 + 1];
      if (key !== undefined && value !== undefined)
        setMember(members, key, plainValue(value, depth + 1, inFlow));
    }
    return members;
  }
  const entries = keys.flatMap((key, index): readonly Entry[] => {
    const [node, value] = [content[index * 2], content[index * 2 + 1]];
    return node === undefined || value === undefined ? [] : [{ key, node, value }];
  });
  for (const { key, value } of sortedEntries(entries))
    setMember(members, key, plainValue(value, depth + 1, inFlow));
  return members;
}

/**
 * The data of a scalar.
 *
 * @throws UnwritableNode when it has none
 */
export function scalarValue(node: Node, inFlow: boolean): YamlValue {
  if (isFinalString(node)) return node.value;
  const final = finalScalar(node, inFlow);
  if (final.kind === "invalid") throw new UnwritableNode(final.reason, node);
  if (final.kind === "string") return final.text;
  if (final.tag === "!!null") return null;
  if (final.tag === "!!bool") return final.text === "true";
  const number = Number(final.text);
  return final.tag === "!!int" && !Number.isSafeInteger(number) ? BigInt(final.text) : number;
}

function plainValue(node: Node, depth: number, inFlow: boolean): YamlValue {
  if (node.kind === "scalar") return scalarValue(node, inFlow);
  if (node.kind === "none") return null;
  if (depth > DEEPEST) throw new RangeError("nested too deeply");
  const flow = inFlow || (node.style & STYLE.flow) !== 0;
  if (node.kind === "map") return mapValue(node, depth, flow);
  return node.content.map((element) => plainValue(element, depth + 1, flow));
}

/**
 * The plain data of a tree as it leaves a build: through JSON, so that only meaning counts. Keys are in the order they
 * are written in. Integers beyond 53 bits are bigints.
 *
 * @throws UnwritableNode when the tree has no JSON form: a key twice, a key that is no string, a number that is not
 * finite.
 */
export function nodeValue(root: Node): YamlValue {
  return plainValue(root, 0, false);
}
