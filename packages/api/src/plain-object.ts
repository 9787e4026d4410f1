/** An object as JSON and YAML know it, with values nobody looked at yet. */
export type PlainObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object: not a list, not null. */
export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value of an object's own property. */
export function ownValue(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === "number" ? value[key] : undefined;
  return isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value at a path, `undefined` where the path leads nowhere. */
export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce(ownValue, root);
}
