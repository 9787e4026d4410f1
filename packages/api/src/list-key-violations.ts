import { fieldPath } from "./field-path.ts";
import type { StructuralSchema } from "./generated/definitions.js";
import type { Kind } from "./group.ts";
import { isPlainObject, ownValue } from "./plain-object.ts";
import type { Violation } from "./violation.ts";

type Path = readonly (string | number)[];

function repeatedItems(
  kind: Kind,
  keys: readonly string[],
  items: readonly unknown[],
  path: Path,
): readonly Violation[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const values = keys.map((key) => ownValue(item, key));
    const identity = JSON.stringify(values);
    if (!seen.has(identity)) {
      seen.add(identity);
      return [];
    }
    return [
      {
        path: [...path, index],
        rule: `${fieldPath(kind, path)}.list-map-keys`,
        message: `another item of the list has the same ${keys.join(" and ")}`,
        found: values.join(", "),
      },
    ];
  });
}

/** Items of a list that has keys must differ in them; JSON Schema cannot say so. */
export function listKeyViolations(
  kind: Kind,
  schema: StructuralSchema,
  value: unknown,
  path: Path = [],
): readonly Violation[] {
  if (Array.isArray(value)) {
    const { items, "x-kubernetes-list-map-keys": keys } = schema;
    if (items === undefined) return [];
    const below = value.flatMap((item: unknown, index) =>
      listKeyViolations(kind, items, item, [...path, index]),
    );
    return keys === undefined ? below : [...repeatedItems(kind, keys, value, path), ...below];
  }
  if (!isPlainObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const property = schema.properties?.[key] ?? schema.additionalProperties;
    return property === undefined ? [] : listKeyViolations(kind, property, member, [...path, key]);
  });
}
