import { expect, test } from "vitest";
import { schemaOf } from "./extract.ts";
import type { JsonObject } from "./json.ts";

const kind = {
  kind: "Ship",
  version: "v1",
  module: { path: "example.com/ships", version: "v1.0.0", sum: "h1:" },
  file: "ships.yaml",
  leftOut: ["status", "spec.crew.*.age"],
};

function definition(spec: JsonObject): JsonObject {
  const properties = { apiVersion: { type: "string" }, metadata: { type: "object" }, spec, status: spec };
  const schema = { openAPIV3Schema: { type: "object", description: "A ship.", properties } };
  return { spec: { group: "example.com", versions: [{ name: "v1", schema }] } };
}

function specOf(spec: JsonObject): unknown {
  const { properties } = schemaOf(definition(spec), kind);
  return { ...(properties as JsonObject) }.spec;
}

test("a schema keeps bounds, and loses descriptions, defaults and the fields that are left out", () => {
  const crew = {
    type: "array",
    maxItems: 9,
    items: {
      type: "object",
      properties: { age: { type: "integer" }, name: { type: "string", minLength: 1 } },
    },
  };
  const speed = { anyOf: [{ type: "integer" }, { type: "string" }], "x-kubernetes-int-or-string": true };
  const flags = { type: "object", additionalProperties: { type: "string", default: "none" } };
  const cargo = { type: "object", nullable: true, "x-kubernetes-preserve-unknown-fields": true };
  const properties = { cargo, crew, flags, speed };
  expect(specOf({ type: "object", description: "What it is.", required: ["crew"], properties })).toEqual({
    type: "object",
    required: ["crew"],
    additionalProperties: false,
    properties: {
      cargo: { type: ["object", "null"] },
      crew: {
        type: "array",
        maxItems: 9,
        items: {
          type: "object",
          additionalProperties: false,
          properties: { name: { type: "string", minLength: 1 } },
        },
      },
      flags: { type: "object", additionalProperties: { type: "string" } },
      speed: { type: ["integer", "string"] },
    },
  });
});

test("only objects of the kind match, and what is left out is not in the schema", () => {
  const { properties, required } = schemaOf(definition({ type: "object" }), kind);
  expect(Object.keys({ ...(properties as JsonObject) })).toEqual(["apiVersion", "metadata", "spec", "kind"]);
  expect(properties).toMatchObject({ apiVersion: { const: "example.com/v1" }, kind: { const: "Ship" } });
  expect(required).toEqual(["apiVersion", "kind", "metadata", "spec"]);
});

test("a keyword that is not known is a fault: it could be a bound", () => {
  expect(() => specOf({ type: "object", properties: { a: { type: "string", oneOf: [] } } })).toThrow(
    "spec.a has the keyword oneOf",
  );
  expect(() => schemaOf(definition({ type: "object" }), { ...kind, version: "v2" })).toThrow("no version v2");
});
