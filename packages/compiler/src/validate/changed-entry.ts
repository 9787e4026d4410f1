import type { Violation } from "@grampus/api";
import { type DataPath, valueAt } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";

function keysOf(value: PlainValue | undefined): readonly (string | number)[] {
  if (Array.isArray(value)) return [...value.keys()];
  return isMap(value) ? Object.keys(value) : [];
}

/** Whether values are the same to MySQL and Kubernetes: a variable may be a number or a text. */
function isSame(left: PlainValue | undefined, right: PlainValue | undefined): boolean {
  const isScalar = typeof left !== "object" && typeof right !== "object";
  return isScalar && left !== undefined && right !== undefined
    ? String(left) === String(right)
    : JSON.stringify(left) === JSON.stringify(right);
}

/**
 * What of a field changed that a rule refuses to change: the entry of an object or a list that differs, which the rule's
 * message names where several do. The field itself when there is no such entry.
 */
export function changedEntry(
  { path, message }: Violation,
  before: PlainObject,
  after: PlainObject,
): DataPath {
  const [old, current] = [valueAt(before, path), valueAt(after, path)];
  const keys = [...new Set([...keysOf(old), ...keysOf(current)])];
  const changed = keys.filter((key) => !isSame(valueAt(old, [key]), valueAt(current, [key])));
  const words = new Set(message.split(/\W+/));
  const named = changed.find((key) => words.has(String(key)));
  const only = old === undefined || current === undefined || changed.length > 1 ? undefined : changed[0];
  const key = named ?? only;
  return key === undefined ? path : [...path, key];
}
