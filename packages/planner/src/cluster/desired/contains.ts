import { isPlainObject } from "@grampus/api";

/**
 * Whether everything that was asked for is there; what the API server or others add does not matter. Server-side apply
 * merges lists of objects, such as ports and owners, so others may have entries of their own; other lists are whole.
 */
export function contains(found: unknown, asked: unknown): boolean {
  if (found === asked) return true;
  if (Array.isArray(asked)) {
    if (!Array.isArray(found)) return false;
    if (asked.every(isPlainObject))
      return asked.every((item) => found.some((other) => contains(other, item)));
    return found.length === asked.length && asked.every((item, index) => contains(found[index], item));
  }
  if (!isPlainObject(asked)) return false;
  return (
    isPlainObject(found) &&
    Object.entries(asked).every(([key, value]) => value === undefined || contains(found[key], value))
  );
}
