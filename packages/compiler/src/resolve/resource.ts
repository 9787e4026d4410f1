import { API_VERSION, CLUSTER_KIND } from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import { type FieldGroup, type FieldNode, RESOURCE_FIELDS } from "../fields/field-tree.ts";

/** Booleans as MySQL's configuration writes them. */
function withSwitches(map: PlainObject): PlainObject {
  const entries = Object.entries(map).map(([key, value]) => [
    key,
    typeof value === "boolean" ? switchText(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function switchText(isOn: boolean): string {
  return isOn ? "ON" : "OFF";
}

function unlessEmpty(map: PlainObject): PlainObject | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}

/** Labels and annotations that are empty are none: kustomize would drop them. */
function nodeValue(node: FieldNode, settings: PlainObject): PlainValue | undefined {
  if (node.kind === "field") {
    const value = valueAt(settings, node.mapping.definition);
    if (node.mapping.values === "switches" && isMap(value)) return withSwitches(value);
    if (node.mapping.resource[0] !== "metadata" || (value !== undefined && !isMap(value))) return value;
    return unlessEmpty({ ...value, ...groupValue(node.members, settings) });
  }
  return node.kind === "group" ? unlessEmpty(groupValue(node.members, settings)) : undefined;
}

function groupValue(group: FieldGroup, settings: PlainObject): PlainObject {
  const members: Record<string, PlainValue> = {};
  for (const [key, node] of group) {
    const value = nodeValue(node, settings);
    if (value !== undefined) members[key] = value;
  }
  return members;
}

/**
 * The custom resource that settings describe, without defaults. Its values are what the user wrote, and still to be
 * validated.
 */
export function clusterResource(settings: PlainObject): PlainObject {
  const head = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: {}, spec: {} };
  return { ...head, ...groupValue(RESOURCE_FIELDS, settings) };
}
