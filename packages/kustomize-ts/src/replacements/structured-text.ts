import {
  copyNode,
  type Node,
  nodeValue,
  overwriteNode,
  type ReadYaml,
  readFirstDocument,
  rewriteYaml,
  TAG,
  type TextChange,
  UnwritableNode,
} from "go-yaml-ts";
import { goJson } from "../generate/go-json.ts";
import { lookup, PathFailure } from "../tree/lookup.ts";
import { splitBracketedPath } from "../tree/path.ts";
import { type Creation, matchPath } from "./match-path.ts";

interface TextField {
  readonly field: Node;
  readonly inner: readonly string[];
}

const UNQUOTED: ReadonlySet<string> = new Set([TAG.int, TAG.float, TAG.bool]);
const JSON_START = /^\s*[[{]/;

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

/** Whether kustomize can write the JSON no more: nothing stands where a number or a flag was. */
function losesJson(matches: readonly Node[], { value }: Node): boolean {
  return value === "" && matches.some(({ kind, tag }) => kind === "scalar" && UNQUOTED.has(tag));
}

function jsonText(root: Node, original: string): string {
  const pretty = original.includes("\n") && original.includes("  ");
  return goJson(nodeValue(root), pretty ? "  " : "");
}

/** The text that says what a changed tree says; nothing when it has no such form in JSON. */
function changedText(
  original: string,
  { node, readAs = original }: ReadYaml & { readonly kind: "read" },
  change: TextChange,
): string | undefined {
  if (JSON_START.test(original)) {
    try {
      return jsonText(node, original);
    } catch (error) {
      if (error instanceof UnwritableNode) return undefined;
      throw error;
    }
  }
  const rewritten = rewriteYaml(readAs.replaceAll("\r\n", "\n").replaceAll("\r", "\n"), change);
  if (rewritten.kind === "rewritten") return rewritten.text;
  throw new PathFailure(
    rewritten.kind === "shared"
      ? rewritten.reason
      : "the YAML on the way has a layout that cannot be written again",
  );
}

/**
 * Replaces a value inside JSON or YAML that is the text of a field, as in a ConfigMap's file.
 *
 * @returns whether the path led into such a text; otherwise nothing was changed
 * @throws PathFailure when the text cannot be written again
 */
export function replaceInText(target: Node, value: Node, fieldPath: string, create: Creation): boolean {
  const path = splitBracketedPath(fieldPath, ".");
  const found = structuredField(target, path);
  if (found === undefined) return false;
  const read = readFirstDocument(found.field.value);
  if (read.kind !== "read") return false;
  const before = copyNode(read.node);
  let matches: readonly Node[];
  try {
    matches = matchPath(read.node, found.inner, create);
    if (matches.length === 0) return false;
    if (JSON_START.test(found.field.value) && losesJson(matches, value)) return false;
    for (const match of matches) setNode(match, value);
  } catch (error) {
    if (error instanceof PathFailure) return false;
    throw error;
  }
  const text = changedText(found.field.value, read, {
    before,
    after: read.node,
    replaced: new Set(matches),
    value,
  });
  if (text === undefined) return false;
  found.field.value = text;
  return true;
}
