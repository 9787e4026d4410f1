/** JSON-shaped data without null prototypes, accessors or foreign realms. */
export type PlainValue = null | boolean | number | string | readonly PlainValue[] | PlainObject;

/** A map of plain data. */
export interface PlainObject {
  readonly [key: string]: PlainValue;
}

/** Whether plain data is a map. */
export function isMap(value: PlainValue | undefined): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** Whether two values are equal as data; the order of keys does not count. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key]));
}
