/** An object whose values nobody looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object: not a list, not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Two values, one over the other: objects merge, anything else is replaced. */
export function overlaid(below: unknown, above: unknown): unknown {
  if (!isJsonObject(below) || !isJsonObject(above)) return above;
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    merged[key] = Object.hasOwn(below, key) ? overlaid(below[key], value) : value;
  }
  return merged;
}
