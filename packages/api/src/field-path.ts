import { FIELDS, type FieldDescription } from "./generated/tables.js";
import type { Kind } from "./group.ts";

/**
 * The path of the tables for a place in an object: list indices become `[]`, keys of maps `*`. Below a field the
 * tables do not know, names stay as they are.
 */
export function fieldPath(kind: Kind, path: readonly (string | number)[]): string {
  const table = FIELDS[kind];
  return path.reduce<string>((above, segment) => {
    if (typeof segment === "number") return `${above}[]`;
    const named = above === "" ? segment : `${above}.${segment}`;
    const keyed = `${above}.*`;
    return !Object.hasOwn(table, named) && Object.hasOwn(table, keyed) ? keyed : named;
  }, "");
}

/** What the API says of the field at a place, `undefined` for a field it does not have. */
export function fieldAt(kind: Kind, path: readonly (string | number)[]): FieldDescription | undefined {
  const key = fieldPath(kind, path);
  return Object.hasOwn(FIELDS[kind], key) ? FIELDS[kind][key] : undefined;
}
