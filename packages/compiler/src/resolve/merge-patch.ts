import { isEqual, isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";

/**
 * Whether a value takes the place of a text without being one. kustomize keeps the quotes of the text that a strategic
 * merge patch replaces, so that `"0.5"` patched with 1 becomes the text `"1"`: such values need a JSON patch.
 */
function isRetyped(before: PlainValue | undefined, after: PlainValue): boolean {
  return typeof before === "string" && (typeof after === "number" || typeof after === "boolean");
}

/**
 * The patch that turns `before` into `after` where maps merge, everything else replaces and null removes: what
 * kustomize does with a strategic merge patch on a custom resource. It leaves out what {@link retypedFields} gives.
 * Undefined when nothing is left to change.
 */
export function mergePatch(before: PlainObject, after: PlainObject): PlainObject | undefined {
  const patch: Record<string, PlainValue> = {};
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch[key] = null;
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (isEqual(old, value) || isRetyped(old, value)) continue;
    const member = isMap(old) && isMap(value) ? mergePatch(old, value) : value;
    if (member !== undefined) patch[key] = member;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** One operation of a JSON patch (RFC 6902). */
export interface ReplaceOperation {
  readonly op: "replace";
  /** JSON pointer (RFC 6901). */
  readonly path: string;
  readonly value: PlainValue;
}

function pointerSegment(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The changes from `before` to `after` that a strategic merge patch cannot make, as operations of a JSON patch. */
export function retypedFields(
  before: PlainObject,
  after: PlainObject,
  pointer = "",
): readonly ReplaceOperation[] {
  return Object.entries(after).flatMap(([key, value]): readonly ReplaceOperation[] => {
    const old = before[key];
    const path = `${pointer}/${pointerSegment(key)}`;
    if (isRetyped(old, value)) return [{ op: "replace", path, value }];
    return isMap(old) && isMap(value) ? retypedFields(old, value, path) : [];
  });
}
