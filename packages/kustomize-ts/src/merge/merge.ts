import { isMissingOrNull, isNull, type Node, type NodeKind, scalarNode, TAG } from "go-yaml-ts";
import { refuse } from "../refusal.ts";
import { isMergedList, propertySchema, type Schema, type SchemaSet } from "../schema/schema.ts";
import { describeKind, field, fieldIndex, setField, textOf } from "../tree/fields.ts";
import { takeDirective } from "./directive.ts";
import { mergeElements } from "./list.ts";

/** What a merge carries along. */
export interface MergeContext {
  readonly schemas: SchemaSet;
  /** Keys from the resource's root to where the merge is, for messages. */
  readonly path: string[];
}

function kindOf(dest: Node | undefined, patch: Node | undefined): NodeKind | undefined {
  if (!isMissingOrNull(dest)) return dest.kind;
  return isMissingOrNull(patch) ? undefined : patch.kind;
}

function requireKind(kind: NodeKind, patch: Node | undefined, context: MergeContext): void {
  if (isMissingOrNull(patch) || patch.kind === kind) return;
  refuse(
    "invalid-patch",
    { reason: `the patch has ${describeKind(patch.kind)} where the resource has ${describeKind(kind)}` },
    { path: context.path.join(".") },
  );
}

function schemaHere(
  given: Schema | undefined,
  dest: Node | undefined,
  patch: Node | undefined,
  context: MergeContext,
): Schema | undefined {
  if (given !== undefined) return given;
  for (const source of [dest, patch]) {
    if (source === undefined || source.kind !== "map") continue;
    const kind = textOf(field(source, "kind"));
    const apiVersion = textOf(field(source, "apiVersion"));
    if (kind === "" || apiVersion === "") continue;
    const schema = context.schemas.schemaOf(apiVersion, kind);
    if (schema !== undefined) return schema;
  }
  return undefined;
}

/** An explicitly written null survives where the patch says nothing. */
function keptNull(dest: Node): Node {
  const node = scalarNode(dest.value, TAG.null);
  node.keepNull = true;
  return node;
}

/** An empty collection takes over the style of the one that fills it. */
function copyStyle(dest: Node | undefined, patch: Node | undefined): void {
  if (dest === undefined || patch === undefined || dest.kind === "scalar") return;
  if (dest.content.length === 0) dest.style = patch.style;
}

function mapResult(dest: Node | undefined, patch: Node | undefined): Node | undefined {
  if (patch === undefined && dest !== undefined && isNull(dest) && dest.value.length > 0)
    return keptNull(dest);
  if (isMissingOrNull(dest)) {
    if (patch?.kind !== "scalar" && takeDirective(patch) === "delete") return undefined;
    return patch;
  }
  if (patch !== undefined && isNull(patch)) return undefined;
  const directive = takeDirective(patch);
  if (directive === "delete") return undefined;
  return directive === "replace" ? patch : dest;
}

/** Whether merging nothing into a field leaves it as it is: nothing in it is null, and no schema knows its lists. */
function isInert(node: Node): boolean {
  if (node.kind === "none" || isNull(node)) return false;
  if (node.kind !== "map") return true;
  const { content } = node;
  for (let index = 0; index + 1 < content.length; index += 2) {
    const key = content[index]?.value;
    const value = content[index + 1];
    if (key === "" || key === "kind" || key === "apiVersion") return false;
    if (value === undefined || !isInert(value)) return false;
  }
  return true;
}

/** Whether a field that the patch does not name stays as it is. */
function isLeftAlone(value: Node | undefined, name: string, schema: Schema | undefined): boolean {
  if (value === undefined || name === "") return false;
  return (value.kind === "scalar" || propertySchema(schema, name) === undefined) && isInert(value);
}

function isSorted(names: readonly string[]): boolean {
  for (let index = 1; index < names.length; index++) {
    if ((names[index - 1] ?? "") > (names[index] ?? "")) return false;
  }
  return true;
}

/** The names of the fields that merging may change, in order; some may appear more than once. */
function changingNames(dest: Node, patch: Node | undefined, schema: Schema | undefined): readonly string[] {
  const names: string[] = [];
  if (patch?.kind === "map") {
    for (let index = 0; index < patch.content.length; index += 2)
      names.push(patch.content[index]?.value ?? "");
  }
  const ownLength = dest.kind !== "map" || dest === patch ? 0 : dest.content.length;
  for (let index = 0; index < ownLength; index += 2) {
    const name = dest.content[index]?.value ?? "";
    if (!isLeftAlone(dest.content[index + 1], name, schema)) names.push(name);
  }
  return isSorted(names) ? names : names.sort();
}

function keyStyle(map: Node | undefined, name: string): number {
  if (map?.kind !== "map") return 0;
  return map.content[fieldIndex(map, name)]?.style ?? 0;
}

function mergeMap(
  dest: Node | undefined,
  patch: Node | undefined,
  schema: Schema | undefined,
  context: MergeContext,
): Node | undefined {
  copyStyle(dest, patch);
  const result = mapResult(dest, patch);
  if (result === undefined) return undefined;
  let previous: string | undefined;
  for (const name of changingNames(result, patch, schema)) {
    if (name === previous) continue;
    previous = name;
    const before = field(result, name);
    const change = field(patch, name);
    if (change === undefined && isLeftAlone(before, name, schema)) continue;
    const inner = propertySchema(schema, name);
    context.path.push(name);
    const merged = mergeNodes(before, change, inner, context);
    context.path.pop();
    setField(result, name, merged, merged === change ? keyStyle(patch, name) : 0);
  }
  return result;
}

function listResult(dest: Node | undefined, patch: Node | undefined): Node | undefined {
  if (isMissingOrNull(dest)) return patch;
  if (patch !== undefined && isNull(patch)) return undefined;
  const directive = takeDirective(patch);
  if (directive === "delete") return undefined;
  return directive === "replace" ? patch : dest;
}

/**
 * Merges a patch into a node by kustomize's rules and gives the node that takes its place; `undefined` removes it.
 * Both trees may be changed, and the result may share nodes with the patch: pass a copy.
 */
export function mergeNodes(
  dest: Node | undefined,
  patch: Node | undefined,
  given: Schema | undefined,
  context: MergeContext,
): Node | undefined {
  const schema = schemaHere(given, dest, patch, context);
  const kind = kindOf(dest, patch);
  if (kind === undefined || kind === "map" || kind === "none") {
    if (kind === "map") requireKind(kind, patch, context);
    return mergeMap(dest, patch, schema, context);
  }
  requireKind(kind, patch, context);
  copyStyle(dest, patch);
  if (kind === "scalar" || !isMergedList(schema)) return patch ?? dest;
  const list = listResult(dest, patch);
  if (list === undefined || schema === undefined) return undefined;
  return mergeElements(list, patch, schema, (element, change) =>
    mergeNodes(element, change, schema.elements, context),
  );
}
