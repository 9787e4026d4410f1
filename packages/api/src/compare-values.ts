import { compareQuantities } from "./quantity.ts";

type Order = -1 | 0 | 1;

function sign(difference: number): Order {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

/** -1, 0 or 1 as the first version is older, the same or newer; a series comes before its releases. */
export function compareVersions(first: string, second: string): Order | undefined {
  const [left, right] = [first, second].map((text) => text.split(".").map(Number));
  if (left === undefined || right === undefined) return undefined;
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const order = sign((left[index] ?? 0) - (right[index] ?? 0));
    if (order !== 0) return order;
  }
  return sign(left.length - right.length);
}

/**
 * How two values of a field compare in the field's order: quantities by amount, versions by their numbers (a series
 * comes before its releases), integers as such. `undefined` when they do not compare.
 */
export function compareValues(order: string | undefined, before: unknown, after: unknown): Order | undefined {
  const isScalar = (value: unknown): value is string | number =>
    typeof value === "string" || typeof value === "number";
  if (!isScalar(before) || !isScalar(after)) return undefined;
  if (order === "quantity") return compareQuantities(before, after);
  if (order === "version") return compareVersions(String(before), String(after));
  return typeof before === "number" && typeof after === "number" ? sign(before - after) : undefined;
}
