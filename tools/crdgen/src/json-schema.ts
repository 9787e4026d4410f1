import type { JsonObject } from "./json.ts";
import { boundsOf } from "./openapi-schema.ts";
import type { Kind, Node, ObjectShape } from "./schema.ts";

type Definitions = Map<string, JsonObject>;

function objectSchema(shape: ObjectShape, definitions: Definitions): JsonObject {
  const required = shape.fields.filter((field) => field.required).map((field) => field.name);
  return {
    ...(shape.description === "" ? {} : { description: shape.description }),
    type: "object",
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(
      shape.fields.map((field) => [field.name, nodeSchema(field.node, definitions)]),
    ),
  };
}

function typeOf(node: Node, definitions: Definitions): JsonObject {
  const { shape } = node;
  switch (shape.kind) {
    case "object":
      if (!definitions.has(shape.name)) {
        definitions.set(shape.name, {});
        definitions.set(shape.name, objectSchema(shape, definitions));
      }
      return { type: "object", $ref: `#/definitions/${shape.name}` };
    case "map": {
      const { keyPattern } = node.constraints;
      return {
        type: "object",
        ...(keyPattern === undefined ? {} : { propertyNames: { pattern: keyPattern.pattern } }),
        additionalProperties: nodeSchema(shape.values, definitions),
      };
    }
    case "list":
      return {
        type: "array",
        ...(node.constraints.listType === "set" ? { uniqueItems: true } : {}),
        items: nodeSchema(shape.items, definitions),
      };
    case "enum":
      return { type: "string", enum: shape.values };
    case "int-or-string":
      return { type: ["integer", "string"] };
    case "any":
      return {};
    default:
      return { type: shape.kind };
  }
}

function nodeSchema(node: Node, definitions: Definitions): JsonObject {
  const { format, ...bounds } = boundsOf(node.constraints);
  return {
    ...(node.description === "" ? {} : { description: node.description }),
    ...typeOf(node, definitions),
    ...bounds,
    ...(node.default === undefined ? {} : { default: node.default }),
  };
}

function sorted(definitions: Definitions): JsonObject {
  return Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The JSON Schema (draft 7) of the objects of a kind, for editors and validators. Unknown fields are refused. */
export function jsonSchema(kind: Kind): JsonObject {
  const definitions: Definitions = new Map();
  const root = objectSchema(kind.root, definitions);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: `https://${kind.group}/${kind.version}/${kind.singular}.schema.json`,
    title: kind.kind,
    ...root,
    definitions: sorted(definitions),
  };
}
