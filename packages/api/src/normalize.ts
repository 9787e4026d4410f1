import { withDefaults } from "./defaults.ts";
import { SCHEMAS, type StructuralSchema } from "./generated/definitions.js";
import { isPlainObject } from "./plain-object.ts";

function isAtomicList(schema: StructuralSchema): boolean {
  const listType = schema["x-kubernetes-list-type"];
  return schema.type === "array" && listType !== "set" && listType !== "map";
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isPlainObject(value) && Object.keys(value).length === 0;
}

/** The value without empty objects, maps and merged lists that a field may be left out for. */
function withoutEmpty<Value>(schema: StructuralSchema, value: Value): Value;
function withoutEmpty(schema: StructuralSchema, value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, member]): readonly (readonly [string, unknown])[] => {
    const property = schema.properties?.[key];
    if (property === undefined || isAtomicList(property)) return [[key, member]];
    const inner = withoutEmpty(property, member);
    const isNeeded = property.default !== undefined || schema.required?.includes(key) === true;
    return isEmpty(inner) && !isNeeded ? [] : [[key, inner]];
  });
  return Object.fromEntries(kept);
}

/**
 * The cluster as it is committed, so that Git equals live: defaults written out, no status, and no empty object, map
 * or merged list that may as well be absent. Server-side apply turns those into null when they had content before,
 * and then refuses the null (kubernetes/kubernetes#135841), or it drops them. Everything else stays as it is spelled:
 * the API server keeps the values of a custom resource verbatim. Takes a cluster that `validate` accepts.
 */
export function normalize<Resource extends object>(cluster: Resource): Resource;
export function normalize(cluster: { readonly spec?: unknown; readonly status?: unknown }): object {
  const { status, ...desired } = withDefaults(cluster);
  return { ...desired, spec: withoutEmpty(SCHEMAS.Cluster, desired).spec ?? {} };
}
