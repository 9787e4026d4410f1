import { elementsOf, type Fields, fieldsOf, textIn } from "../model/plain-data.ts";
import type { YamlValue } from "../yaml/emit.ts";
import type { Schema, SchemaSet } from "./schema.ts";

const REFERENCE = "#/definitions/";

/** Schemas of an OpenAPI document, linked on demand. */
class OpenApiDocument {
  readonly #definitions: Fields;
  readonly #open = new Map<string, Schema>();

  constructor(definitions: Fields) {
    this.#definitions = definitions;
  }

  named(name: string): Schema | undefined {
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const fields = fieldsOf(this.#definitions[name]);
    if (fields === undefined) return undefined;
    const properties = new Map<string, Schema>();
    const schema = { properties, values: undefined, elements: undefined, strategy: "", mergeKeys: [] };
    this.#open.set(name, schema);
    const linked = this.#link(fields, properties);
    this.#open.set(name, linked);
    return linked;
  }

  #child(value: YamlValue | undefined): Schema | undefined {
    const fields = fieldsOf(value);
    if (fields === undefined) return undefined;
    const reference = textIn(fields, "$ref");
    if (reference.startsWith(REFERENCE)) return this.named(reference.slice(REFERENCE.length));
    return this.#link(fields, new Map());
  }

  #link(fields: Fields, properties: Map<string, Schema>): Schema {
    for (const [name, value] of Object.entries(fieldsOf(fields.properties) ?? {})) {
      const property = this.#child(value);
      if (property !== undefined) properties.set(name, property);
    }
    const mapKeys = elementsOf(fields["x-kubernetes-list-map-keys"]).map(String);
    const mergeKey = textIn(fields, "x-kubernetes-patch-merge-key");
    const strategy = textIn(fields, "x-kubernetes-patch-strategy");
    return {
      properties,
      values: this.#child(fields.additionalProperties),
      elements: fields.type === "array" ? this.#child(fields.items) : undefined,
      strategy,
      mergeKeys: mapKeys.length > 0 ? mapKeys : mergeKey === "" ? [] : [mergeKey],
    };
  }
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

/**
 * The kinds of an OpenAPI document, as `openapi.path` names it. They take the place of the native kinds; only the
 * table of scopes of the native kinds stays.
 */
export function openApiSchemas(document: YamlValue, native: SchemaSet): SchemaSet {
  const fields = fieldsOf(document) ?? {};
  const definitions = fieldsOf(fields.definitions) ?? {};
  const linked = new OpenApiDocument(definitions);
  const kinds = new Map<string, string>();
  for (const [name, value] of Object.entries(definitions)) {
    for (const key of kindKeys(fieldsOf(value)?.["x-kubernetes-group-version-kind"])) kinds.set(key, name);
  }
  const scopes = scopesOf(fieldsOf(fields.paths) ?? {});
  return {
    schemaOf(apiVersion, kind) {
      const name = kinds.get(`${apiVersion}/${kind}`);
      return name === undefined ? undefined : linked.named(name);
    },
    isNamespaced: (apiVersion, kind) =>
      native.isNamespaced(apiVersion, kind) ?? scopes.get(`${apiVersion}/${kind}`),
  };
}
