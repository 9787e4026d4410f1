import { isMap } from "../load/data-path.ts";
import type { PlainObject, PlainValue } from "../load/plain-data.ts";

/** Whether two plain values are equal; the order of keys does not count. */
export function isEqual(left: PlainValue | undefined, right: PlainValue | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item: PlainValue, index) => isEqual(item, right[index]))
    );
  }
  if (!isMap(left) || !isMap(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => isEqual(left[key], right[key]));
}

/**
 * The patch that turns `before` into `after` where maps merge, everything else replaces and null removes: what
 * kustomize does with a strategic merge patch on a custom resource. Undefined when they are equal.
 */
export function mergePatch(before: PlainObject, after: PlainObject): PlainObject | undefined {
  const patch: Record<string, PlainValue> = {};
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) patch[key] = null;
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (isEqual(old, value)) continue;
    const member = isMap(old) && isMap(value) ? mergePatch(old, value) : value;
    if (member !== undefined) patch[key] = member;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}
