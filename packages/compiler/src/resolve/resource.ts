import { API_VERSION, CLUSTER_KIND, type Cluster } from "@grampus/api";
import { type FieldGroup, type FieldNode, RESOURCE_FIELDS } from "../definition/field-tree.ts";
import { isMap, valueAt } from "../load/data-path.ts";
import type { PlainObject, PlainValue } from "../load/plain-data.ts";

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

function nodeValue(node: FieldNode, settings: PlainObject): PlainValue | undefined {
  if (node.kind === "field") {
    const value = valueAt(settings, node.mapping.definition);
    return node.mapping.values === "switches" && isMap(value) ? withSwitches(value) : value;
  }
  const members = groupValue(node.members, settings);
  return Object.keys(members).length === 0 ? undefined : members;
}

function groupValue(group: FieldGroup, settings: PlainObject): PlainObject {
  const members: Record<string, PlainValue> = {};
  for (const [key, node] of group) {
    const value = nodeValue(node, settings);
    if (value !== undefined) members[key] = value;
  }
  return members;
}

/** Whether an object has the head of a Cluster. Its `spec` is what somebody wrote and still to be judged. */
export function isCluster(value: unknown): value is Cluster {
  if (typeof value !== "object" || value === null) return false;
  if (!("apiVersion" in value) || !("kind" in value) || !("metadata" in value)) return false;
  const { apiVersion, kind, metadata } = value;
  return (
    apiVersion === API_VERSION && kind === CLUSTER_KIND && typeof metadata === "object" && metadata !== null
  );
}

/**
 * The custom resource that settings describe, without defaults. Its values are what the user wrote: the API's own
 * validation judges them.
 */
export function clusterResource(settings: PlainObject): Cluster {
  const head = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: {}, spec: {} };
  const resource = { ...head, ...groupValue(RESOURCE_FIELDS, settings) };
  if (!isCluster(resource)) throw new TypeError("the field map gives no Cluster");
  return resource;
}
