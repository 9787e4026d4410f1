import type { YamlValue } from "./emit.ts";
import { endLine, isComplexKey, keyText, spaces } from "./emit.ts";
import { finalScalar } from "./final-scalar.ts";
import { sortedByKey } from "./key-order.ts";
import { type Node, STYLE } from "./node.ts";
import { stringText } from "./string-text.ts";

/** Why a tree cannot be written, and the node at fault. */
export class UnwritableNode extends Error {
  readonly node: Node;
  constructor(reason: string, node: Node) {
    super(reason);
    this.node = node;
  }
}

/** The writer behind kustomize cannot read longer keys in its own JSON. */
const LONGEST_KEY = 1024;

interface Entry {
  readonly key: string;
  readonly node: Node;
  readonly value: Node;
}

/** Refuses keys that the writer cannot read in its own JSON. */
function checkedKey(key: string, node: Node): string {
  if (key.length >= LONGEST_KEY) throw new UnwritableNode("a key is longer than 1024 characters", node);
  if (node.value.includes("\u0085")) throw new UnwritableNode("a key has a line break of YAML 1.1", node);
  return key;
}

function keyOf(node: Node, atRoot: boolean, inFlow: boolean): string {
  const final = finalScalar(node, inFlow);
  if (final.kind === "invalid") throw new UnwritableNode(final.reason, node);
  if (final.kind === "string") return checkedKey(final.text, node);
  if (!atRoot) throw new UnwritableNode(`the key ${node.value} is not a string`, node);
  return node.value;
}

function sortedEntries(map: Node, atRoot: boolean, inFlow: boolean): readonly Entry[] {
  const entries: Entry[] = [];
  const { content } = map;
  for (let index = 0; index + 1 < content.length; index += 2) {
    const [node, value] = [content[index], content[index + 1]];
    if (node !== undefined && value !== undefined)
      entries.push({ key: keyOf(node, atRoot, inFlow), node, value });
  }
  const sorted = sortedByKey(entries);
  for (let index = 1; index < sorted.length; index++) {
    const entry = sorted[index];
    if (entry !== undefined && sorted[index - 1]?.key === entry.key) {
      throw new UnwritableNode(`the key ${entry.key} appears twice`, entry.node);
    }
  }
  return sorted;
}

function scalarText(node: Node, column: number, indent: number, inFlow: boolean): string {
  const final = finalScalar(node, inFlow);
  if (final.kind === "invalid") throw new UnwritableNode(final.reason, node);
  return final.kind === "string" ? stringText(final.text, column, indent, false) : final.text;
}

function emitMap(map: Node, indent: number, sameLine: boolean, atRoot: boolean, inFlow: boolean): string {
  let out = "";
  let pad = sameLine ? "" : spaces(indent);
  for (const { key, value } of sortedEntries(map, atRoot, inFlow)) {
    if (isComplexKey(key)) {
      const text = stringText(key, indent + 2, indent + 2, false);
      out += `${pad}? ${endLine(text)}${spaces(indent)}:${emitValue(value, indent, indent + 1, true, inFlow)}`;
    } else {
      const text = keyText(key);
      out += `${pad}${text}:${emitValue(value, indent, indent + text.length + 1, false, inFlow)}`;
    }
    pad = spaces(indent);
  }
  return out;
}

function emitSequence(list: Node, indent: number, sameLine: boolean, inFlow: boolean): string {
  let out = "";
  let pad = sameLine ? "" : spaces(indent);
  for (const element of list.content) {
    out += `${pad}-${emitValue(element, indent, indent + 1, true, inFlow)}`;
    pad = spaces(indent);
  }
  return out;
}

function isFlow(node: Node, inFlow: boolean): boolean {
  return inFlow || (node.style & STYLE.flow) !== 0;
}

function emitValue(node: Node, indent: number, column: number, sameLine: boolean, inFlow: boolean): string {
  switch (node.kind) {
    case "map": {
      if (node.content.length === 0) return " {}\n";
      const flow = isFlow(node, inFlow);
      return sameLine
        ? ` ${emitMap(node, indent + 2, true, false, flow)}`
        : `\n${emitMap(node, indent + 2, false, false, flow)}`;
    }
    case "seq": {
      if (node.content.length === 0) return " []\n";
      const flow = isFlow(node, inFlow);
      return sameLine
        ? ` ${emitSequence(node, indent + 2, true, flow)}`
        : `\n${emitSequence(node, indent, false, flow)}`;
    }
    case "scalar":
      return ` ${endLine(scalarText(node, column + 1, indent + 2, inFlow))}`;
    case "none":
      return " null\n";
  }
}

/**
 * Writes a resource as one YAML document, as kustomize does: through JSON, so that only meaning counts.
 *
 * @throws UnwritableNode when the tree has no JSON form: a key twice, a key that is no string, a number that is not
 * finite.
 */
export function emitNode(root: Node): string {
  return root.content.length === 0 ? "{}\n" : emitMap(root, 0, false, true, isFlow(root, false));
}

function scalarValue(node: Node, inFlow: boolean): YamlValue {
  const final = finalScalar(node, inFlow);
  if (final.kind === "invalid") throw new UnwritableNode(final.reason, node);
  if (final.kind === "string") return final.text;
  if (final.tag === "!!null") return null;
  if (final.tag === "!!bool") return final.text === "true";
  const number = Number(final.text);
  return final.tag === "!!int" && !Number.isSafeInteger(number) ? BigInt(final.text) : number;
}

/** The plain data of a tree: objects, arrays and scalars. Integers beyond 53 bits are bigints. */
export function nodeValue(node: Node, atRoot = true, inFlow = false): YamlValue {
  if (node.kind === "scalar") return scalarValue(node, inFlow);
  if (node.kind === "none") return null;
  const flow = isFlow(node, inFlow);
  if (node.kind === "seq") return node.content.map((element) => nodeValue(element, false, flow));
  const entries = sortedEntries(node, atRoot, flow).map(
    ({ key, value }) => [key, nodeValue(value, false, flow)] as const,
  );
  return Object.fromEntries(entries);
}
