import { DEFINITIONS, KINDS, NAMESPACED, type SchemaFact } from "../generated/openapi.ts";
import type { Schema, SchemaSet } from "./schema.ts";

type Definitions = Readonly<Record<string, SchemaFact>>;

/** Turns generated facts into schemas on demand; references are followed, also in circles. */
class LinkedSchemas {
  readonly #definitions: Definitions;
  readonly #linked = new Map<string, Schema>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  named(name: string): Schema | undefined {
    const known = this.#linked.get(name);
    if (known !== undefined) return known;
    const fact = Object.hasOwn(this.#definitions, name) ? this.#definitions[name] : undefined;
    if (fact === undefined) return undefined;
    const properties = new Map<string, Schema>();
    const schema: Schema = {
      properties,
      values: undefined,
      elements: undefined,
      strategy: fact.strategy ?? "",
      mergeKeys: fact.mergeKeys ?? [],
    };
    this.#linked.set(name, schema);
    for (const [key, property] of Object.entries(fact.properties ?? {}))
      properties.set(key, this.#link(property));
    const whole = {
      ...schema,
      values: fact.values && this.#link(fact.values),
      elements: fact.elements && this.#link(fact.elements),
    };
    if (fact.values === undefined && fact.elements === undefined) return schema;
    this.#linked.set(name, whole);
    return whole;
  }

  #link(fact: SchemaFact): Schema {
    const target = fact.ref === undefined ? undefined : this.named(fact.ref);
    if (target !== undefined) return target;
    return {
      properties: new Map(
        Object.entries(fact.properties ?? {}).map(([key, child]) => [key, this.#link(child)]),
      ),
      values: fact.values && this.#link(fact.values),
      elements: fact.elements && this.#link(fact.elements),
      strategy: fact.strategy ?? "",
      mergeKeys: fact.mergeKeys ?? [],
    };
  }
}

const LINKED = new LinkedSchemas(DEFINITIONS);

/** The native kinds, from the reference's built-in OpenAPI data. */
export const BUILTIN_SCHEMAS: SchemaSet = {
  schemaOf(apiVersion, kind) {
    const key = `${apiVersion}/${kind}`;
    const definition = Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
    return definition === undefined ? undefined : LINKED.named(definition);
  },
  isNamespaced(apiVersion, kind) {
    const key = `${apiVersion}/${kind}`;
    return Object.hasOwn(NAMESPACED, key) ? NAMESPACED[key] : undefined;
  },
};
