import { fieldAt, fieldPath } from "./field-path.ts";
import { FIELDS, REFUSED_FIELDS, RULES } from "./generated/tables.js";
import { type SchemaError, type SchemaValidator, validateCluster } from "./generated/validators.js";
import type { Kind } from "./group.ts";
import { valueAt } from "./plain-object.ts";
import type { Violation } from "./violation.ts";

type Path = readonly (string | number)[];

const VALIDATORS: Readonly<Record<Kind, SchemaValidator>> = { Cluster: validateCluster };

/** Id of the rules that check the keys of maps; here the schema does. */
export const KEY_PATTERN_RULE = "key-pattern";

const MESSAGES: Readonly<Record<string, (limit: string) => string>> = {
  type: (limit) => `the value is not of type ${limit}`,
  enum: () => "the value is not one of those allowed",
  minimum: (limit) => `the value is below ${limit}`,
  maximum: (limit) => `the value is above ${limit}`,
  minLength: (limit) => `the text has fewer than ${limit} characters`,
  maxLength: (limit) => `the text has more than ${limit} characters`,
  pattern: () => "the value does not have the form it needs",
  minItems: (limit) => `the list has fewer than ${limit} items`,
  maxItems: (limit) => `the list has more than ${limit} items`,
  maxProperties: (limit) => `the map has more than ${limit} entries`,
  minProperties: (limit) => `the map has fewer than ${limit} entries`,
  uniqueItems: () => "the list has an item twice",
  required: () => "the field is missing",
};

function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(valueAt(root, path)) ? Number(key) : key);
  }
  return path;
}

function allowedText(kind: Kind, path: Path): { readonly allowed?: string } {
  const field = fieldAt(kind, path);
  if (field === undefined) return {};
  if (field.allowed === undefined) return { allowed: field.type };
  return { allowed: field.type.endsWith("string") ? field.allowed : `${field.type}, ${field.allowed}` };
}

function foundValue(root: unknown, path: Path): { readonly found?: unknown } {
  const value = valueAt(root, path);
  return value === undefined || (typeof value === "object" && value !== null) ? {} : { found: value };
}

function unknownField(kind: Kind, parent: Path, name: string): Violation {
  const above = fieldPath(kind, parent);
  const field = above === "" ? name : `${above}.${name}`;
  const reason = Object.hasOwn(REFUSED_FIELDS[kind], field) ? REFUSED_FIELDS[kind][field] : undefined;
  const prefix = above === "" ? "" : `${above}.`;
  const siblings = Object.keys(FIELDS[kind])
    .filter((key) => key.startsWith(prefix) && /^[^.[*]+$/.test(key.slice(prefix.length)))
    .map((key) => key.slice(prefix.length));
  return {
    path: [...parent, name],
    rule: above === "" ? "unknown-field" : `${above}.unknown-field`,
    message: reason === undefined ? `${name} is not a field of the API` : `${name} is refused: ${reason}`,
    ...(siblings.length === 0 ? {} : { allowed: siblings.join(", ") }),
  };
}

function keyViolation(kind: Kind, parent: Path, key: string): Violation {
  const path = fieldPath(kind, parent);
  const rule = RULES[kind].find((candidate) => candidate.path === path && candidate.id === KEY_PATTERN_RULE);
  return {
    path: [...parent, key],
    rule: `${path}.${KEY_PATTERN_RULE}`,
    message: `${JSON.stringify(key)} cannot be a key here`,
    found: key,
    ...(rule === undefined ? {} : { allowed: rule.message }),
  };
}

function violationOf(kind: Kind, root: unknown, error: SchemaError): Violation | undefined {
  const { keyword, params, propertyName } = error;
  if (keyword === "propertyNames") return undefined;
  const parent = pathOf(error.instancePath, root);
  if (propertyName !== undefined) return keyViolation(kind, parent, propertyName);
  if (keyword === "additionalProperties")
    return unknownField(kind, parent, String(params.additionalProperty));
  const path = keyword === "required" ? [...parent, String(params.missingProperty)] : parent;
  const limit = String(params.limit ?? params.type ?? "").replace(",", " or ");
  return {
    path,
    rule: `${fieldPath(kind, path)}.${keyword}`,
    message: MESSAGES[keyword]?.(limit) ?? `the value does not satisfy ${keyword}`,
    ...foundValue(root, path),
    ...allowedText(kind, path),
  };
}

/** The differences between an object and the schema of its kind. */
export function schemaViolations(kind: Kind, object: unknown): readonly Violation[] {
  const validator = VALIDATORS[kind];
  if (validator(object)) return [];
  return (validator.errors ?? []).flatMap((error) => violationOf(kind, object, error) ?? []);
}
