import type { YamlValue } from "go-yaml-ts";
import { DEFINITIONS, KINDS, type SchemaFact } from "../generated/openapi.ts";
import { elementsOf, type Fields, fieldsOf, textIn } from "../types/plain-data.ts";
import { byKind, type Definitions, LinkedSchemas } from "./linked.ts";
import type { NativeSchemas, SchemaUse } from "./native.ts";
import type { SchemaSet } from "./schema.ts";

const REFERENCE = "#/definitions/";

/** What a schema in an OpenAPI document says about merging. */
function factOf(value: YamlValue | undefined): SchemaFact | undefined {
  const fields = fieldsOf(value);
  if (fields === undefined) return undefined;
  const reference = textIn(fields, "$ref");
  if (reference.startsWith(REFERENCE)) return { ref: reference.slice(REFERENCE.length) };
  const values = factOf(fields.additionalProperties);
  const elements = fields.type === "array" ? factOf(fields.items) : undefined;
  const mapKeys = elementsOf(fields["x-kubernetes-list-map-keys"]).map(String);
  const mergeKey = textIn(fields, "x-kubernetes-patch-merge-key");
  return {
    properties: factsOf(fieldsOf(fields.properties) ?? {}),
    ...(values === undefined ? {} : { values }),
    ...(elements === undefined ? {} : { elements }),
    strategy: textIn(fields, "x-kubernetes-patch-strategy"),
    mergeKeys: mapKeys.length > 0 ? mapKeys : mergeKey === "" ? [] : [mergeKey],
  };
}

function factsOf(fields: Fields): Definitions {
  const facts = Object.entries(fields).flatMap(([name, value]) => {
    const fact = factOf(value);
    return fact === undefined ? [] : [[name, fact] as const];
  });
  return Object.fromEntries(facts);
}

function kindKeys(value: YamlValue | undefined): readonly string[] {
  const single = fieldsOf(value);
  const entries = single === undefined ? elementsOf(value) : [single];
  return entries.map((entry) => {
    const fields = fieldsOf(entry);
    const group = textIn(fields, "group");
    return `${group === "" ? "" : `${group}/`}${textIn(fields, "version")}/${textIn(fields, "kind")}`;
  });
}

function scopesOf(paths: Fields): ReadonlyMap<string, boolean> {
  const scopes = new Map<string, boolean>();
  for (const [path, value] of Object.entries(paths)) {
    const get = fieldsOf(fieldsOf(value)?.get);
    for (const key of kindKeys(get?.["x-kubernetes-group-version-kind"])) {
      if (path.includes("namespaces/{namespace}")) scopes.set(key, true);
      else if (!scopes.has(key)) scopes.set(key, false);
    }
  }
  return scopes;
}

/** Two tables, one written over the other. The native kinds come last where only their scopes were looked up so far. */
function combined<Value>(
  native: Readonly<Record<string, Value>>,
  own: Readonly<Record<string, Value>>,
  use: SchemaUse,
): Readonly<Record<string, Value>> {
  if (use === "nothing") return own;
  return use === "scopes" ? { ...own, ...native } : { ...native, ...own };
}

/**
 * The kinds of an OpenAPI document, as `openapi.path` names it. They take the place of the native kinds, unless those
 * have been asked for something before; the table of scopes of the native kinds stays in any case.
 */
export function openApiSchemas(document: YamlValue, native: NativeSchemas): SchemaSet {
  const fields = fieldsOf(document) ?? {};
  const definitions = fieldsOf(fields.definitions) ?? {};
  const kinds = Object.fromEntries(
    Object.entries(definitions).flatMap(([name, value]) =>
      kindKeys(fieldsOf(value)?.["x-kubernetes-group-version-kind"]).map((key) => [key, name] as const),
    ),
  );
  const linked = new LinkedSchemas(
    combined(DEFINITIONS, factsOf(definitions), native.use),
    byKind(combined(KINDS, kinds, native.use)),
  );
  const scopes = scopesOf(fieldsOf(fields.paths) ?? {});
  return {
    schemaOf: (apiVersion, kind) => linked.schemaOf(apiVersion, kind),
    isNamespaced: (apiVersion, kind) =>
      native.isNamespaced(apiVersion, kind) ?? scopes.get(`${apiVersion}/${kind}`),
  };
}
