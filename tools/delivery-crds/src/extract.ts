import { isObject, type Json, type JsonObject } from "./json.ts";
import type { DeliveredKind } from "./kinds.ts";
import { OBJECT_METADATA } from "./object-metadata.ts";

/** Bounds that JSON Schema and a structural schema spell alike. */
const BOUNDS: readonly string[] = [
  "enum",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "pattern",
  "required",
];

/** What may stand in a structural schema without a bound that a validator could miss. */
const WITHOUT_BOUNDS: readonly string[] = ["default", "description", "format", "title"];

const HANDLED: readonly string[] = ["additionalProperties", "items", "nullable", "properties", "type"];

function unknownKeyword(schema: JsonObject): string | undefined {
  return Object.keys(schema).find(
    (key) => ![...BOUNDS, ...WITHOUT_BOUNDS, ...HANDLED].includes(key) && !key.startsWith("x-kubernetes-"),
  );
}

function typeOf(schema: JsonObject): JsonObject {
  const { type, nullable } = schema;
  if (type === undefined) return {};
  return { type: nullable === true ? [type, "null"] : type };
}

function childrenOf(schema: JsonObject, path: string, leftOut: readonly string[]): JsonObject {
  const { properties, additionalProperties, items } = schema;
  if (isObject(items)) return { items: jsonSchema(items, `${path}.*`, leftOut) };
  if (isObject(additionalProperties)) {
    return { additionalProperties: jsonSchema(additionalProperties, `${path}.*`, leftOut) };
  }
  const isOpen = schema["x-kubernetes-preserve-unknown-fields"] === true;
  if (!isObject(properties))
    return schema.type === "object" && !isOpen ? { additionalProperties: false } : {};
  const kept = Object.entries(properties).flatMap(([name, member]): [string, Json][] => {
    const place = path === "" ? name : `${path}.${name}`;
    return isObject(member) && !leftOut.includes(place) ? [[name, jsonSchema(member, place, leftOut)]] : [];
  });
  return { properties: Object.fromEntries(kept), ...(isOpen ? {} : { additionalProperties: false }) };
}

function jsonSchema(schema: JsonObject, path: string, leftOut: readonly string[]): JsonObject {
  if (schema["x-kubernetes-int-or-string"] === true) return { type: ["integer", "string"] };
  const unknown = unknownKeyword(schema);
  if (unknown !== undefined) throw new Error(`${path} has the keyword ${unknown}, which is not known here`);
  const bounds = Object.entries(schema).filter(([key]) => BOUNDS.includes(key));
  const ofType = typeOf(schema);
  return { ...ofType, ...Object.fromEntries(bounds), ...childrenOf(schema, path, leftOut) };
}

function versionOf(definition: JsonObject, version: string): JsonObject {
  const { spec } = definition;
  const versions = isObject(spec) && Array.isArray(spec.versions) ? spec.versions : [];
  const found = versions.find((each) => isObject(each) && each.name === version);
  const schema = isObject(found) && isObject(found.schema) ? found.schema.openAPIV3Schema : undefined;
  if (!isObject(schema)) throw new Error(`the definition has no version ${version}`);
  return schema;
}

function groupOf({ spec }: JsonObject): string {
  if (!isObject(spec) || typeof spec.group !== "string") throw new Error("the definition has no group");
  return spec.group;
}

/**
 * The JSON Schema of a kind as its CustomResourceDefinition has it, without descriptions, defaults and the fields that are
 * left out; unknown fields are refused where the API server would drop them.
 */
export function schemaOf(definition: JsonObject, { kind, version, leftOut }: DeliveredKind): JsonObject {
  const { properties, ...rest } = jsonSchema(versionOf(definition, version), "", leftOut);
  return {
    ...rest,
    required: ["apiVersion", "kind", "metadata", "spec"],
    properties: {
      ...(isObject(properties) ? properties : {}),
      apiVersion: { type: "string", const: `${groupOf(definition)}/${version}` },
      kind: { type: "string", const: kind },
      metadata: OBJECT_METADATA,
    },
  };
}
