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

type ByKind<Fact> = ReadonlyMap<string, ReadonlyMap<string, Fact>>;

/** The facts about kinds by kind and `apiVersion`, so that no text has to be made to find one. */
function byKind<Fact>(facts: Readonly<Record<string, Fact>>): ByKind<Fact> {
  const kinds = new Map<string, Map<string, Fact>>();
  for (const [key, fact] of Object.entries(facts)) {
    const slash = key.lastIndexOf("/");
    const kind = key.slice(slash + 1);
    const versions = kinds.get(kind) ?? new Map<string, Fact>();
    kinds.set(kind, versions.set(key.slice(0, slash), fact));
  }
  return kinds;
}

const DEFINITIONS_BY_KIND = byKind(KINDS);
const NAMESPACED_BY_KIND = byKind(NAMESPACED);
const LINKED = new LinkedSchemas(DEFINITIONS);

/** The native kinds, from the reference's built-in OpenAPI data. */
export const BUILTIN_SCHEMAS: SchemaSet = {
  schemaOf(apiVersion, kind) {
    const definition = DEFINITIONS_BY_KIND.get(kind)?.get(apiVersion);
    return definition === undefined ? undefined : LINKED.named(definition);
  },
  isNamespaced(apiVersion, kind) {
    return NAMESPACED_BY_KIND.get(kind)?.get(apiVersion);
  },
};
