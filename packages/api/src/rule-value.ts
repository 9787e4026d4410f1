import type { StructuralSchema } from "./generated/definitions.js";
import { isPlainObject } from "./plain-object.ts";

function isIntegerSchema(schema: StructuralSchema): boolean {
  return schema.type === "integer" || schema["x-kubernetes-int-or-string"] === true;
}

/** The value as rules see it: integers are CEL's integers and not its doubles. */
export function ruleValue(schema: StructuralSchema, value: unknown): unknown {
  if (typeof value === "number")
    return isIntegerSchema(schema) && Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item: unknown) => ruleValue(items, item));
  }
  if (!isPlainObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    const property = schema.properties?.[key] ?? schema.additionalProperties;
    result[key] = property === undefined ? member : ruleValue(property, member);
  }
  return result;
}
