import { formatFloat, isYamlList, type YamlValue } from "go-yaml-ts";
import { EMPTY_VALUES, propertyNamed } from "./decode.ts";
import type { FileSchema } from "./kustomization-schema.ts";
import { fieldsOf } from "./plain-data.ts";

/** Why data has not the shape of a schema. */
export interface Misfit {
  readonly path: readonly string[];
  readonly found: string;
  /** The type that is wanted, or the names of the fields there are. */
  readonly allowed: string;
}

export type Conformed =
  | { readonly kind: "conforms"; readonly value: YamlValue }
  | { readonly kind: "misfit"; readonly misfit: Misfit };

const WANTED: Readonly<Record<FileSchema["type"], string>> = {
  object: "a map",
  array: "a list",
  string: "a text",
  boolean: "true or false",
  integer: "an integer",
};

class MisfitFound extends Error {
  readonly misfit: Misfit;
  constructor(misfit: Misfit) {
    super(misfit.allowed);
    this.misfit = misfit;
  }
}

/** The shortest decimal number with the same 32-bit float: kustomize's reader writes numbers as texts in that precision. */
function single(value: number): number {
  const wanted = Math.fround(value);
  for (let digits = 1; digits < 10; digits++) {
    const rounded = Number(wanted.toPrecision(digits));
    if (Math.fround(rounded) === wanted) return rounded;
  }
  return value;
}

const [LEAST_INTEGER, GREATEST_INTEGER] = [-(2 ** 63), 2 ** 64 - 1];

function textOf(value: number | bigint | boolean): string {
  const isFloat =
    typeof value === "number"
      ? !Number.isInteger(value) || value < LEAST_INTEGER || value > GREATEST_INTEGER
      : typeof value === "bigint" && (value < LEAST_INTEGER || value > GREATEST_INTEGER);
  return isFloat ? formatFloat(single(Number(value))) : String(value);
}

function describe(value: YamlValue): string {
  if (fieldsOf(value) !== undefined) return "a map";
  if (typeof value === "object" && value !== null) return "a list";
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function fail(value: YamlValue, schema: FileSchema, path: readonly string[]): never {
  throw new MisfitFound({ path, found: describe(value), allowed: WANTED[schema.type] });
}

function conformMap(value: YamlValue, schema: FileSchema, path: readonly string[]): YamlValue {
  const fields = fieldsOf(value) ?? fail(value, schema, path);
  const { properties = {}, additionalProperties: rest } = schema;
  const result: Record<string, YamlValue> = {};
  for (const [key, child] of Object.entries(fields)) {
    const name = propertyNamed(schema, key);
    const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (child === undefined) continue;
    if (own !== undefined) {
      if (child !== null) result[name] = conformValue(child, own, [...path, name]);
    } else if (typeof rest === "object") result[name] = conformValue(child, rest, [...path, name]);
    else if (rest === false)
      throw new MisfitFound({
        path: [...path, key],
        found: key,
        allowed: Object.keys(properties).join(", "),
      });
  }
  return result;
}

function conformValue(value: YamlValue, schema: FileSchema, path: readonly string[]): YamlValue {
  if (value === null) return EMPTY_VALUES[schema.type];
  switch (schema.type) {
    case "object":
      return conformMap(value, schema, path);
    case "array": {
      const { items } = schema;
      if (!isYamlList(value)) return fail(value, schema, path);
      return items === undefined
        ? value
        : value.map((element, index) => conformValue(element, items, [...path, String(index)]));
    }
    case "string":
      if (typeof value === "string") return value;
      if (schema.lenient !== true || typeof value === "object") return fail(value, schema, path);
      return textOf(value);
    case "boolean":
      return typeof value === "boolean" ? value : fail(value, schema, path);
    case "integer":
      return typeof value === "bigint" || Number.isInteger(value) ? value : fail(value, schema, path);
  }
}

/**
 * Data as a program with the types of a schema reads it: keys in any case, null for nothing, numbers as texts where
 * that is allowed. Fields the schema does not name are left out, or are a misfit where it is closed.
 */
export function conform(value: YamlValue, schema: FileSchema): Conformed {
  try {
    return { kind: "conforms", value: conformValue(value, schema, []) };
  } catch (error) {
    if (error instanceof MisfitFound) return { kind: "misfit", misfit: error.misfit };
    throw error;
  }
}
