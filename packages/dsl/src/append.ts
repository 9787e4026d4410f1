/** A list that goes behind the one lower layers set, instead of replacing it. */
export interface Append<Item> {
  readonly $grampus: "append";
  readonly items: readonly Item[];
}

/**
 * Adds to a list that lower layers set: `override(orders, { tolerations: append({ key: "db", operator: "Exists" }) })`.
 * Where they set none, the items are the list.
 */
export function append<Item>(...items: readonly Item[]): Append<Item> {
  return { $grampus: "append", items };
}

/** Tells what {@link append} gives from a value. */
export function isAppend(value: unknown): value is Append<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "$grampus" in value &&
    value.$grampus === "append" &&
    "items" in value &&
    Array.isArray(value.items)
  );
}
