import { isUnset } from "@grampus/dsl";
import { appendedItems } from "../data/appended-items.ts";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";

function withoutUnset(value: PlainValue): PlainValue | undefined {
  if (isUnset(value)) return undefined;
  const items = appendedItems(value);
  if (items !== undefined) return items;
  return isMap(value) ? mergedSettings({}, value) : value;
}

/** A value of an upper layer over the one below it. */
function laidOver(below: PlainValue | undefined, value: PlainValue): PlainValue | undefined {
  const items = appendedItems(value);
  if (items !== undefined && Array.isArray(below)) return [...below, ...items];
  if (items?.length === 0) return below;
  return items === undefined && isMap(value) && isMap(below) && !isUnset(value)
    ? mergedSettings(below, value)
    : withoutUnset(value);
}

/**
 * Lays one layer of settings over another: maps merge at every depth, scalars and lists replace, `unset()` removes,
 * `append()` adds to a list. Neither argument is changed.
 */
export function mergedSettings(lower: PlainObject, upper: PlainObject): PlainObject {
  const merged: Record<string, PlainValue> = { ...lower };
  for (const [key, value] of Object.entries(upper)) {
    const next = laidOver(merged[key], value);
    if (next === undefined) delete merged[key];
    else merged[key] = next;
  }
  return merged;
}
