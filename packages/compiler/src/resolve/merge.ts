import { isUnset } from "@grampus/dsl";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";

function withoutUnset(value: PlainValue): PlainValue | undefined {
  if (isUnset(value)) return undefined;
  return isMap(value) ? mergedSettings({}, value) : value;
}

/**
 * Lays one layer of settings over another: maps merge at every depth, scalars and lists replace, `unset()` removes.
 * Neither argument is changed.
 */
export function mergedSettings(lower: PlainObject, upper: PlainObject): PlainObject {
  const merged: Record<string, PlainValue> = { ...lower };
  for (const [key, value] of Object.entries(upper)) {
    const below = merged[key];
    const next =
      isMap(value) && isMap(below) && !isUnset(value) ? mergedSettings(below, value) : withoutUnset(value);
    if (next === undefined) delete merged[key];
    else merged[key] = next;
  }
  return merged;
}
