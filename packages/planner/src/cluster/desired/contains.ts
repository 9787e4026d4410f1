function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether everything that was asked for is there; what the API server or others add does not matter. Server-side apply
 * merges lists of objects, such as ports and owners, so others may have entries of their own; other lists are whole.
 */
export function contains(found: unknown, asked: unknown): boolean {
  if (found === asked) return true;
  if (Array.isArray(asked)) {
    if (!Array.isArray(found)) return false;
    if (asked.every(isRecord)) return asked.every((item) => found.some((other) => contains(other, item)));
    return found.length === asked.length && asked.every((item, index) => contains(found[index], item));
  }
  if (!isRecord(asked)) return false;
  return (
    isRecord(found) &&
    Object.entries(asked).every(([key, value]) => value === undefined || contains(found[key], value))
  );
}
