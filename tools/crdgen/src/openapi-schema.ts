import type { JsonObject } from "./json.ts";
import { rulesOfNode, rulesOfObject } from "./rules-of-node.ts";
import type { Constraints, Field, Kind, Node, Rule } from "./schema.ts";

/** The bounds of a value as both OpenAPI and JSON Schema spell them. */
export function boundsOf(constraints: Constraints): JsonObject {
  const { keyPattern, listType, listMapKeys, order, form, ...bounds } = constraints;
  return { ...bounds };
}

function validationOf({ rule, message, at }: Rule): JsonObject {
  // The schema does not describe metadata, so the API server knows no path into it.
  const isDescribed = at !== undefined && !at.startsWith("metadata.");
  return { rule, message, ...(isDescribed ? { fieldPath: `.${at}` } : {}) };
}

function typeOf(node: Node): JsonObject {
  const { shape } = node;
  switch (shape.kind) {
    case "object": {
      const required = shape.fields.filter((field) => field.required).map((field) => field.name);
      return {
        type: "object",
        ...(required.length === 0 ? {} : { required }),
        properties: Object.fromEntries(
          shape.fields.map((field) => [field.name, openApiSchema(field.node, field)]),
        ),
      };
    }
    case "map":
      return { type: "object", additionalProperties: openApiSchema(shape.values) };
    case "list": {
      const { listType, listMapKeys } = node.constraints;
      return {
        type: "array",
        ...(listType === undefined ? {} : { "x-kubernetes-list-type": listType }),
        ...(listMapKeys === undefined ? {} : { "x-kubernetes-list-map-keys": listMapKeys }),
        items: openApiSchema(shape.items),
      };
    }
    case "enum":
      return { type: "string", enum: shape.values };
    case "int-or-string":
      return { "x-kubernetes-int-or-string": true };
    case "any":
      return { "x-kubernetes-preserve-unknown-fields": true };
    default:
      return { type: shape.kind };
  }
}

/** The structural OpenAPI v3 schema of a node, with everything it refers to in place. */
function openApiSchema(node: Node, field?: Field): JsonObject {
  const description =
    node.description === "" && node.shape.kind === "object" ? node.shape.description : node.description;
  const rules = rulesOfNode(node, field).map(validationOf);
  return {
    ...(description === "" ? {} : { description }),
    ...typeOf(node),
    ...boundsOf(node.constraints),
    ...(node.default === undefined ? {} : { default: node.default }),
    ...(rules.length === 0 ? {} : { "x-kubernetes-validations": rules }),
  };
}

const HEADER = ["apiVersion", "kind", "metadata"];

/** The schema of a kind. What metadata holds is the API server's, so the schema does not speak of it. */
export function rootOpenApiSchema({ root }: Kind): JsonObject {
  const body = root.fields.filter((field) => !HEADER.includes(field.name));
  const text = (name: string): string =>
    root.fields.find((field) => field.name === name)?.node.description ?? "";
  const required = body.filter((field) => field.required).map((field) => field.name);
  const rules = rulesOfObject(root).map(validationOf);
  return {
    ...(root.description === "" ? {} : { description: root.description }),
    type: "object",
    ...(required.length === 0 ? {} : { required }),
    properties: {
      apiVersion: { type: "string", description: text("apiVersion") },
      kind: { type: "string", description: text("kind") },
      metadata: { type: "object" },
      ...Object.fromEntries(body.map((field) => [field.name, openApiSchema(field.node, field)])),
    },
    ...(rules.length === 0 ? {} : { "x-kubernetes-validations": rules }),
  };
}
