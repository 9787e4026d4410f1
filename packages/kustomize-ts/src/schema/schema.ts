/**
 * What a merge has to know about a field of a native kind. Only the fields that lead to a list with merge keys are
 * kept; everything else is merged without a schema.
 */
export interface Schema {
  readonly properties: ReadonlyMap<string, Schema>;
  /** Schema of the values of a map with free keys. */
  readonly values: Schema | undefined;
  /** Schema of the elements of a list. */
  readonly elements: Schema | undefined;
  /** `merge`, `replace`, `retainKeys` and combinations; empty when the schema says nothing. */
  readonly strategy: string;
  /** Keys that identify an element. Empty for lists of scalars. */
  readonly mergeKeys: readonly string[];
}

/** The kinds a build knows: those of the reference's built-in OpenAPI data, and those a Kustomization adds. */
export interface SchemaSet {
  schemaOf(apiVersion: string, kind: string): Schema | undefined;
  /** `undefined` when the kind is not known. */
  isNamespaced(apiVersion: string, kind: string): boolean | undefined;
}

export function propertySchema(schema: Schema | undefined, name: string): Schema | undefined {
  return schema?.properties.get(name) ?? schema?.values;
}

/** Whether a list with this schema is merged element by element. */
export function isMergedList(schema: Schema | undefined): boolean {
  return schema?.strategy.split(",").includes("merge") ?? false;
}
