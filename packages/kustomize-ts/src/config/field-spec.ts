import { isNull, mapNode, type Node, overwriteNode, scalarNode, sequenceNode, TAG } from "go-yaml-ts";
import { refuse } from "../refusal.ts";
import { gvkOf, idText } from "../resources/id.ts";
import { apiVersionTextOf, kindOf, nameOf, namespaceOf } from "../resources/metadata.ts";
import { field } from "../tree/fields.ts";
import { splitPath } from "../tree/path.ts";

/** Where a transformer works: a path in the resources of a group, version and kind; empty ones mean all. */
export interface FieldSpec {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  /** Keys divided by `/`; `[]` behind one says that it is a list. */
  readonly path: string;
  /** Whether missing fields on the way are made. */
  readonly create?: boolean;
}

/** What a transformer makes where the field is missing. */
export type CreatedKind = "scalar" | "map";

/** One way of setting fields. */
export interface FieldSetting {
  readonly set: (node: Node) => void;
  readonly create: CreatedKind | undefined;
  /** Tag of a field that was null. */
  readonly tag: string;
}

function appliesTo(spec: FieldSpec, node: Node): boolean {
  if (spec.kind && spec.kind !== kindOf(node)) return false;
  if (!spec.group && !spec.version) return true;
  const { group, version } = gvkOf(apiVersionTextOf(node), "");
  return (!spec.group || spec.group === group) && (!spec.version || spec.version === version);
}

function createdNode(kind: CreatedKind | "seq"): Node {
  if (kind === "map") return mapNode();
  return kind === "seq" ? sequenceNode() : scalarNode("");
}

interface Visit {
  readonly spec: FieldSpec;
  readonly parts: readonly string[];
  readonly setting: FieldSetting;
  readonly resource: Node;
}

function describeResource(node: Node): string {
  return idText({
    ...gvkOf(apiVersionTextOf(node), kindOf(node)),
    name: nameOf(node),
    namespace: namespaceOf(node),
    clusterScoped: false,
  });
}

/** A part of a path that kustomize takes for an index or a condition on elements, also in a map. */
const LIST_PART = /^(?:[-+]?\d+|-|\[.*\])$/;

function visitMap(map: Node, index: number, visit: Visit): void {
  const part = visit.parts[index] ?? "";
  const isList = part.endsWith("[]");
  const name = isList ? part.slice(0, -2) : part;
  if (name === "")
    refuse("invalid-field", { reason: "a field path has an empty part" }, { path: visit.spec.path });
  if (LIST_PART.test(name)) {
    refuse(
      "invalid-field",
      {
        reason: `${describeResource(visit.resource)} has a map where ${visit.spec.path} takes an element of a list`,
      },
      { path: visit.spec.path, found: name },
    );
  }
  const last = index === visit.parts.length - 1;
  const creates = visit.spec.create === true && visit.setting.create !== undefined && !isList;
  const kind = isList ? "seq" : creates ? (last ? visit.setting.create : "map") : undefined;
  let found = field(map, name);
  if (found === undefined) {
    if (!creates || kind === undefined) return;
    found = createdNode(kind);
    map.content.push(scalarNode(name), found);
  } else if (isNull(found) && kind !== undefined) {
    const created = createdNode(kind);
    created.tag = isList ? TAG.none : last ? visit.setting.tag : TAG.map;
    created.value = found.value;
    created.style = found.style;
    overwriteNode(found, created);
  }
  visitNode(found, index + 1, visit);
}

function visitNode(node: Node, index: number, visit: Visit): void {
  if (index === visit.parts.length) {
    visit.setting.set(node);
    return;
  }
  if (isNull(node)) return;
  if (node.kind === "seq") for (const element of node.content) visitNode(element, index, visit);
  else if (node.kind === "map") visitMap(node, index, visit);
  else {
    refuse(
      "invalid-field",
      {
        reason: `${describeResource(visit.resource)} has a scalar in the way of the field ${visit.spec.path}`,
      },
      { path: visit.parts.slice(0, index).join("."), allowed: "a map or a list" },
    );
  }
}

const PARTS = new Map<string, readonly string[]>();
const KEPT_PATHS = 4096;

/** The parts of a path; those of the tables are asked for again with every resource. */
function partsOf(path: string): readonly string[] {
  const known = PARTS.get(path);
  if (known !== undefined) return known;
  const parts = splitPath(path, "/");
  if (PARTS.size < KEPT_PATHS) PARTS.set(path, parts);
  return parts;
}

/** Sets the fields of a resource that a spec names, if it is for that resource. */
export function setSpecField(resource: Node, spec: FieldSpec, setting: FieldSetting): void {
  if (!appliesTo(spec, resource)) return;
  visitNode(resource, 0, { spec, parts: partsOf(spec.path), setting, resource });
}

export function setSpecFields(resource: Node, specs: readonly FieldSpec[], setting: FieldSetting): void {
  for (const spec of specs) setSpecField(resource, spec, setting);
}
