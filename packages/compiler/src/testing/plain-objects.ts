import fc from "fast-check";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import type { ReplaceOperation } from "../resolve/merge-patch.ts";

const keys = fc.constantFrom("a", "b", "c", "d", "e");

const values = fc.letrec<{ value: PlainValue; map: PlainObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<PlainValue>("text", 1, 2, true, false),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("map"),
  ),
  map: fc.dictionary(keys, tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));

/** Random maps of plain data without nulls. */
export const plainObjects: fc.Arbitrary<PlainObject> = values.map;

/** Applies a merge patch as RFC 7386 says: an implementation of its own, to test ours against. */
export function mergePatched(target: PlainObject, patch: PlainObject): PlainObject {
  const result: Record<string, PlainValue> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const old = result[key];
    if (value === null) delete result[key];
    else if (isMap(value)) result[key] = isMap(old) ? mergePatched(old, value) : value;
    else result[key] = value;
  }
  return result;
}

/** Applies `replace` operations of a JSON patch on maps. */
export function replaced(target: PlainObject, operations: readonly ReplaceOperation[]): PlainObject {
  return operations.reduce((result, { path, value }) => {
    const keys = path.split("/").slice(1);
    return withReplaced(
      result,
      keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")),
      value,
    );
  }, target);
}

function withReplaced(
  map: PlainObject,
  [key = "", ...rest]: readonly string[],
  value: PlainValue,
): PlainObject {
  const below = map[key];
  return { ...map, [key]: rest.length > 0 && isMap(below) ? withReplaced(below, rest, value) : value };
}
