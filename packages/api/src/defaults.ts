import { SCHEMAS, type StructuralSchema } from "./generated/definitions.js";
import { isPlainObject } from "./plain-object.ts";

function objectWithDefaults(schema: StructuralSchema, object: Readonly<Record<string, unknown>>): unknown {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    const property = schema.properties?.[key] ?? schema.additionalProperties;
    if (value === undefined || (value === null && property?.default !== undefined)) continue;
    result[key] = property === undefined ? value : valueWithDefaults(property, value);
  }
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (property.default !== undefined && result[key] === undefined) {
      result[key] = valueWithDefaults(property, property.default);
    }
  }
  return result;
}

/**
 * The value as the API server stores it: fields that are absent, or null, get their defaults. What is there stays as it is spelled, and in its order; defaults come behind. The value itself is not changed.
 */
export function valueWithDefaults<Value>(schema: StructuralSchema, value: Value): Value;
export function valueWithDefaults(schema: StructuralSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item: unknown) => valueWithDefaults(items, item));
  }
  return isPlainObject(value) ? objectWithDefaults(schema, value) : value;
}

/**
 * The cluster, of its type or as plain data, with every default of its spec written out, exactly as the API server
 * stores it. Metadata is left alone, and so is status: its default (`observedGeneration: -1`) is the server's to set.
 */
export function withDefaults<Resource extends object>(cluster: Resource): Resource;
export function withDefaults(cluster: { readonly spec?: unknown }): object {
  const { spec } = valueWithDefaults(SCHEMAS.Cluster, { spec: cluster.spec ?? {} });
  return { ...cluster, spec };
}
