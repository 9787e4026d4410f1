import type { Occurrence } from "@grampus/diagnostics";
import {
  isAbsent,
  isNull,
  mapNode,
  type Node,
  nodeValue,
  STYLE,
  scalarNode,
  sequenceNode,
  TAG,
  UnwritableNode,
  type YamlValue,
} from "go-yaml-ts";
import { refuse } from "../refusal.ts";
import { type BuildResource, buildResource, copyResource } from "../resources/resource.ts";
import { field, textOf } from "../tree/fields.ts";
import type { BuildCache } from "./cache.ts";

/** A text with resources: a file, or a string inside a Kustomization. */
export interface ResourceText {
  readonly text: string;
  /** Path of the file; empty for an inline text. */
  readonly file: string;
  /** Place of an inline text. */
  readonly occurrence: Occurrence;
}

function placeOf(source: ResourceText, line: number): Occurrence {
  if (source.file === "") return source.occurrence;
  return { ...source.occurrence, source: { file: source.file, line: Math.max(line, 1), column: 1 } };
}

function invalidResource(reason: string, node: Node, source: ResourceText, hint: string): never {
  return refuse("invalid-resource", { reason }, { ...placeOf(source, node.line), hint });
}

function checkHeader(node: Node, source: ResourceText): void {
  const kind = textOf(field(node, "kind"));
  if (kind === "") {
    invalidResource(
      "the document has no kind",
      node,
      source,
      "a Kubernetes object has apiVersion, kind and metadata.name",
    );
  }
  if (kind.endsWith("List")) return;
  const name = field(field(node, "metadata"), "name");
  if (isAbsent(name) || name.value === "") {
    invalidResource(`the ${kind} has no name`, node, source, "set metadata.name");
  }
}

function jsonNode(value: YamlValue | undefined): Node {
  if (value === null || value === undefined) return scalarNode("null", TAG.null);
  if (typeof value === "string") return scalarNode(value, TAG.string, STYLE.double);
  if (typeof value === "boolean") return scalarNode(String(value), TAG.bool);
  if (typeof value === "bigint") return scalarNode(String(value), TAG.int);
  if (typeof value === "number")
    return scalarNode(String(value), Number.isInteger(value) ? TAG.int : TAG.float);
  if (Array.isArray(value)) return sequenceNode(value.map((element) => jsonNode(element)));
  return mapNode(
    Object.entries(value).flatMap(([key, field_]) => [
      scalarNode(key, TAG.string, STYLE.double),
      jsonNode(field_),
    ]),
  );
}

/** The objects of a `...List`; they come out of it as JSON does. */
function listedItems(node: Node, source: ResourceText): readonly Node[] | undefined {
  const items = field(node, "items");
  if (items === undefined) return undefined;
  if (isNull(items)) return [];
  if (items.kind !== "seq")
    invalidResource("items is not a list", items, source, "write the objects as a list");
  try {
    return items.content.map((item) => {
      const copy = jsonNode(nodeValue(item));
      copy.line = item.line;
      return copy;
    });
  } catch (error) {
    if (!(error instanceof UnwritableNode)) throw error;
    return invalidResource(error.message, error.node, source, "the objects of a list have to be valid JSON");
  }
}

function isWrapper(node: Node): boolean {
  const kind = textOf(field(node, "kind"));
  if (kind !== "List" && kind !== "ResourceList") return false;
  return field(node, "items") !== undefined || field(node, "functionConfig") !== undefined;
}

/** Objects wrapped in the only document of a text. */
function unwrapped(nodes: readonly Node[], documents: number): readonly Node[] {
  const first = nodes[0];
  if (documents !== 1 || first === undefined || !isWrapper(first)) return nodes;
  return field(first, "items")?.content ?? [];
}

function isEmptyDocument(node: Node): boolean {
  return node.kind === "scalar" ? isNull(node) : node.content.length === 0;
}

function checkedNodes(nodes: readonly Node[], source: ResourceText): Node[] {
  const present = nodes.filter((node) => !isEmptyDocument(node));
  for (const node of present) checkHeader(node, source);
  return present;
}

/** Reads resources as `parseResources` does; their trees belong to the cache. */
export function sharedResources(cache: BuildCache, source: ResourceText): readonly BuildResource[] {
  const read = cache.documents(source.text);
  if (read.kind === "malformed") {
    const { message, line, column } = read.problem;
    const place =
      source.file === ""
        ? source.occurrence
        : { ...source.occurrence, source: { file: source.file, line, column } };
    return refuse("invalid-yaml", { reason: message }, place);
  }
  const queue = checkedNodes(unwrapped(read.nodes, read.documents), source);
  const resources: BuildResource[] = [];
  for (let index = 0; index < queue.length; index++) {
    const node = queue[index];
    if (node === undefined) continue;
    const items = textOf(field(node, "kind")).endsWith("List") ? listedItems(node, source) : undefined;
    if (items === undefined) resources.push(buildResource(node, source.file));
    else queue.push(...checkedNodes(items, source));
  }
  return resources;
}

/** Reads resources, taking lists apart: the objects of a `...List` come after everything else. */
export function parseResources(cache: BuildCache, source: ResourceText): readonly BuildResource[] {
  return sharedResources(cache, source).map(copyResource);
}
