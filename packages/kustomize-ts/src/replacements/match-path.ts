import {
  isMissingOrNull,
  isNull,
  mapNode,
  type Node,
  type NodeKind,
  readFirstDocument,
  resolvePlain,
  STYLE,
  scalarNode,
  sequenceNode,
  TAG,
} from "go-yaml-ts";
import { compilePattern } from "../select/re2.ts";
import { describeKind, field, setField } from "../tree/fields.ts";
import { elementPart, isElementPart, isIndexPart, PathFailure, requiredMapField } from "../tree/lookup.ts";

/** What a replacement makes where a field is missing; `undefined` makes nothing. */
export type Creation = NodeKind | undefined;

function emptyOf(kind: NodeKind): Node {
  if (kind === "map") return mapNode();
  return kind === "seq" ? sequenceNode() : scalarNode("");
}

function kindFor(part: string | undefined, last: NodeKind): NodeKind {
  if (part === undefined) return last;
  return isElementPart(part) || isIndexPart(part) ? "seq" : "map";
}

/** A scalar as it would be written, quotes included: what element patterns are matched against. */
function writtenText(node: Node): string {
  if (node.kind !== "scalar") return "";
  if ((node.style & STYLE.double) !== 0) return JSON.stringify(node.value);
  if ((node.style & STYLE.single) !== 0) return `'${node.value.replaceAll("'", "''")}'`;
  const quoted = node.tag === TAG.string && resolvePlain(node.value) !== undefined;
  return quoted ? JSON.stringify(node.value) : node.value.trim();
}

function elementsOf(node: Node, part: string): readonly Node[] {
  if (isMissingOrNull(node)) return [];
  if (node.kind !== "seq")
    throw new PathFailure(`${part} needs a list, and there is ${describeKind(node.kind)}`);
  return node.content;
}

function matchIndex(node: Node, path: readonly string[], create: Creation): readonly Node[] {
  const [part = "", ...rest] = path;
  const index = Number(part);
  const elements = elementsOf(node, part);
  if (elements.length === index && create !== undefined) node.content.push(emptyOf(kindFor(rest[0], create)));
  const element = node.content[index];
  if (element === undefined)
    throw new PathFailure(`there is no element ${index} in a list of ${elements.length}`);
  return matchPath(element, rest, create);
}

function elementsMatching(
  elements: readonly Node[],
  key: string,
  value: string,
  visit: (element: Node) => readonly Node[],
): readonly Node[] {
  const pattern = compilePattern(value);
  if (typeof pattern === "string") throw new PathFailure(`${value} is not a regular expression: ${pattern}`);
  return elements.flatMap((element) => {
    const subject = key === "" ? element : field(element, key);
    return subject !== undefined && pattern.matches(writtenText(subject)) ? visit(element) : [];
  });
}

function matchElements(node: Node, path: readonly string[], create: Creation): readonly Node[] {
  const [part = "", ...rest] = path;
  const { key, value } = elementPart(part);
  const visit = (element: Node): readonly Node[] =>
    key === "" ? [element] : matchPath(element, rest, create);
  const found = elementsMatching(elementsOf(node, part), key, value, visit);
  if (found.length > 0 || create === undefined) return found;
  const element = key === "" ? scalarNode(value) : mapNode([scalarNode(key), scalarNode(value)]);
  node.content.push(element);
  return elementsMatching(elementsOf(node, part), key, value, visit);
}

function matchField(node: Node, path: readonly string[], create: Creation): readonly Node[] {
  const [part = "", ...rest] = path;
  let found = requiredMapField(node, part);
  if (found === undefined) {
    if (create === undefined) return [];
    found = emptyOf(kindFor(rest[0], create));
    setField(node, part, found);
  }
  if (found.kind !== "scalar" || rest.length === 0) return matchPath(found, rest, create);
  const read = readFirstDocument(found.value);
  if (read.kind === "malformed") throw new PathFailure(`${part} holds no YAML: ${read.problem.message}`);
  if (read.kind === "read") return matchPath(read.node, rest, create);
  const isMade = create !== undefined && rest[0] !== "*" && WRITTEN.test(found.value);
  return isMade ? [emptyOf(create)] : [];
}

/** A text that holds more than comments. */
const WRITTEN = /^(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*[^\s#]/;

/** kustomize makes a field below a null that is written down, and loses it. */
function isLost(node: Node, part: string, create: Creation): boolean {
  return create !== undefined && part !== "*" && isNull(node) && node.value !== "";
}

/**
 * All nodes at a path of keys, indices, `*` for every element, and `[field=pattern]` for those with a matching field.
 *
 * @throws PathFailure when a part does not fit what is there.
 */
export function matchPath(node: Node, path: readonly string[], create: Creation): readonly Node[] {
  const [part, ...rest] = path;
  if (part === undefined) return [node];
  if (isLost(node, part, create)) return [emptyOf(create ?? "scalar")];
  if (isIndexPart(part)) return matchIndex(node, path, create);
  if (isElementPart(part)) return matchElements(node, path, create);
  if (part === "*") return elementsOf(node, part).flatMap((element) => matchPath(element, rest, create));
  return matchField(node, path, create);
}
