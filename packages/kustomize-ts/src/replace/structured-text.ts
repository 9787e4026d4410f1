import { isMap, isScalar, isSeq, parseDocument, type Scalar } from "yaml";
import { goJson } from "../generate/go-json.ts";
import { lookup, PathFailure } from "../tree/lookup.ts";
import { splitBracketedPath } from "../tree/path.ts";
import { copyNode, type Node, overwriteNode, QUOTED, TAG } from "../yaml/node.ts";
import { nodeValue, UnwritableNode } from "../yaml/node-value.ts";
import { readFirstDocument } from "../yaml/read.ts";
import { resolvePlain } from "../yaml/resolve.ts";
import { type Creation, matchPath } from "./match-path.ts";

interface TextField {
  readonly field: Node;
  readonly inner: readonly string[];
}

/** The first scalar on a path that does not end there and holds YAML or JSON. */
function structuredField(target: Node, path: readonly string[]): TextField | undefined {
  for (let end = 1; end < path.length; end++) {
    const found = lookupOrNothing(target, path.slice(0, end));
    if (found?.kind !== "scalar") continue;
    const read = readFirstDocument(found.value);
    if (read.kind === "read") return { field: found, inner: path.slice(end) };
  }
  return undefined;
}

function lookupOrNothing(target: Node, path: readonly string[]): Node | undefined {
  try {
    return lookup(target, path);
  } catch (error) {
    if (error instanceof PathFailure) return undefined;
    throw error;
  }
}

function setNode(target: Node, value: Node): void {
  if (target.kind === "scalar") target.value = value.value;
  else overwriteNode(target, value);
}

function jsonText(root: Node, original: string): string {
  const pretty = original.includes("\n") && original.includes("  ");
  return goJson(nodeValue(root), pretty ? "  " : "");
}

/** Gives a scalar a new text; the type it had stays, if need be by a tag or by quotes. */
function writeChange(scalar: Scalar, change: Node): void {
  scalar.value = change.value;
  const tag = resolvePlain(change.value)?.tag ?? TAG.string;
  if ((change.style & QUOTED) !== 0 || tag === change.tag || change.tag === TAG.none) return;
  if (change.tag === TAG.string) scalar.type = "QUOTE_DOUBLE";
  else scalar.tag = change.tag.replace("!!", "tag:yaml.org,2002:");
}

/** Writes a changed tree as YAML in the order and styles of the original text. */
function yamlText(original: string, changes: ReadonlyMap<string, Node>): string {
  const document = parseDocument(original, { schema: "failsafe", uniqueKeys: false });
  const visit = (node: unknown, path: string): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : "";
        if (isScalar(key)) key.spaceBefore = false;
        visit(value, `${path}/${name}`);
      }
    } else if (isSeq(node)) {
      for (const [index, element] of node.items.entries()) visit(element, `${path}/${index}`);
    } else if (isScalar(node)) {
      const change = changes.get(path);
      if (change !== undefined) writeChange(node, change);
      node.spaceBefore = false;
    }
  };
  visit(document.contents, "");
  return document.toString({ indentSeq: false, lineWidth: 0 }).trim();
}

function scalarPaths(node: Node, path: string, into: Map<string, Node>): Map<string, Node> {
  if (node.kind === "scalar") into.set(path, node);
  else if (node.kind === "seq") {
    for (const [index, element] of node.content.entries()) scalarPaths(element, `${path}/${index}`, into);
  } else {
    for (let index = 0; index + 1 < node.content.length; index += 2) {
      const [key, value] = [node.content[index], node.content[index + 1]];
      if (key !== undefined && value !== undefined) scalarPaths(value, `${path}/${key.value}`, into);
    }
  }
  return into;
}

function changedScalars(before: Node, after: Node): ReadonlyMap<string, Node> {
  const old = scalarPaths(before, "", new Map());
  const changes = new Map<string, Node>();
  for (const [path, node] of scalarPaths(after, "", new Map())) {
    if (old.get(path)?.value !== node.value) changes.set(path, node);
  }
  return changes;
}

/**
 * Replaces a value inside JSON or YAML that is the text of a field, as in a ConfigMap's file.
 *
 * @returns whether the path led into such a text; otherwise nothing was changed.
 */
export function replaceInText(target: Node, value: Node, fieldPath: string, create: Creation): boolean {
  const path = splitBracketedPath(fieldPath, ".");
  const found = structuredField(target, path);
  if (found === undefined) return false;
  const read = readFirstDocument(found.field.value);
  if (read.kind !== "read") return false;
  const before = copyNode(read.node);
  try {
    const matches = matchPath(read.node, found.inner, create);
    if (matches.length === 0) return false;
    for (const match of matches) setNode(match, value);
    const original = found.field.value;
    const isJson = /^\s*[[{]/.test(original);
    found.field.value = isJson
      ? jsonText(read.node, original)
      : yamlText(original, changedScalars(before, read.node));
    return true;
  } catch (error) {
    if (error instanceof PathFailure || error instanceof UnwritableNode) return false;
    throw error;
  }
}
