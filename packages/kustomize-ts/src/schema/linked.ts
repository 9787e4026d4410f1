import type { SchemaFact } from "../generated/openapi.ts";
import type { Schema } from "./schema.ts";

/** Facts about schemas by the names that others refer to them by. */
export type Definitions = Readonly<Record<string, SchemaFact>>;

/** Facts about kinds by kind and `apiVersion`, so that no text has to be made to find one. */
export type ByKind<Fact> = ReadonlyMap<string, ReadonlyMap<string, Fact>>;

/** @param facts by `apiVersion/kind` */
export function byKind<Fact>(facts: Readonly<Record<string, Fact>>): ByKind<Fact> {
  const kinds = new Map<string, Map<string, Fact>>();
  for (const [key, fact] of Object.entries(facts)) {
    const slash = key.lastIndexOf("/");
    const kind = key.slice(slash + 1);
    const versions = kinds.get(kind) ?? new Map<string, Fact>();
    kinds.set(kind, versions.set(key.slice(0, slash), fact));
  }
  return kinds;
}

/** Turns facts into schemas on demand; references are followed, also in circles. */
export class LinkedSchemas {
  readonly #definitions: Definitions;
  readonly #kinds: ByKind<string>;
  readonly #linked = new Map<string, Schema>();

  /** @param kinds names of definitions */
  constructor(definitions: Definitions, kinds: ByKind<string>) {
    this.#definitions = definitions;
    this.#kinds = kinds;
  }

  schemaOf(apiVersion: string, kind: string): Schema | undefined {
    const name = this.#kinds.get(kind)?.get(apiVersion);
    return name === undefined ? undefined : this.#named(name);
  }

  #named(name: string): Schema | undefined {
    const known = this.#linked.get(name);
    if (known !== undefined) return known;
    const fact = Object.hasOwn(this.#definitions, name) ? this.#definitions[name] : undefined;
    if (fact === undefined) return undefined;
    const { strategy = "", mergeKeys = [] } = fact;
    const properties = new Map<string, Schema>();
    const schema: Schema = { properties, values: undefined, elements: undefined, strategy, mergeKeys };
    this.#linked.set(name, schema);
    this.#linkProperties(fact, properties);
    if (fact.values === undefined && fact.elements === undefined) return schema;
    const whole: Schema = { ...schema, values: this.#link(fact.values), elements: this.#link(fact.elements) };
    this.#linked.set(name, whole);
    return whole;
  }

  #linkProperties(fact: SchemaFact, into: Map<string, Schema>): Map<string, Schema> {
    for (const [key, property] of Object.entries(fact.properties ?? {})) {
      const linked = this.#link(property);
      if (linked !== undefined) into.set(key, linked);
    }
    return into;
  }

  #link(fact: SchemaFact | undefined): Schema | undefined {
    if (fact === undefined) return undefined;
    if (fact.ref !== undefined) return this.#named(fact.ref);
    return {
      properties: this.#linkProperties(fact, new Map()),
      values: this.#link(fact.values),
      elements: this.#link(fact.elements),
      strategy: fact.strategy ?? "",
      mergeKeys: fact.mergeKeys ?? [],
    };
  }
}
