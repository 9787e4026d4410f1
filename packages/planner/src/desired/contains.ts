function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether everything that was asked for is there; what the API server adds does not matter. Lists are whole. */
export function contains(found: unknown, asked: unknown): boolean {
  if (found === asked) return true;
  if (Array.isArray(asked)) {
    return (
      Array.isArray(found) &&
      found.length === asked.length &&
      asked.every((item, index) => contains(found[index], item))
    );
  }
  if (!isRecord(asked)) return false;
  return (
    isRecord(found) &&
    Object.entries(asked).every(([key, value]) => value === undefined || contains(found[key], value))
  );
}
