import { type ChangeClass, CLUSTER_KIND, changeClassOf } from "@grampus/api";
import { type DataPath, valueAt } from "../data/data-path.ts";
import { isEqual, isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";

/** A field that a change sets to another value. */
export interface FieldChange {
  /** Path in the object. */
  readonly path: DataPath;
  /** `undefined`: the field was not there. */
  readonly before: PlainValue | undefined;
  /** `undefined`: the field is there no more. */
  readonly after: PlainValue | undefined;
  readonly changeClass: ChangeClass;
}

function isFilled(value: PlainValue | undefined): value is PlainObject {
  return isMap(value) && Object.keys(value).length > 0;
}

/** How lists are compared: as one value, or item by item where they have as many. */
export type Lists = "whole" | "by item";

function keysBelow(before: PlainValue | undefined, after: PlainValue | undefined, lists: Lists) {
  if (lists === "by item" && Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return [...before.keys()];
  const isLeaf = !(isFilled(before) || before === undefined) || !(isFilled(after) || after === undefined);
  if (isLeaf) return [];
  const keys = [before, after].flatMap((value) => (isFilled(value) ? Object.keys(value) : []));
  return [...new Set(keys)].sort();
}

/** Paths of the values that differ. */
export function changedPaths(
  before: PlainValue | undefined,
  after: PlainValue | undefined,
  lists: Lists,
  path: DataPath = [],
): readonly DataPath[] {
  if (isEqual(before, after)) return [];
  const keys = keysBelow(before, after, lists);
  if (keys.length === 0) return [path];
  return keys.flatMap((key) =>
    changedPaths(valueAt(before, [key]), valueAt(after, [key]), lists, [...path, key]),
  );
}

/** The class of a change of a field; of one that the API knows only as a part of another, that one's. */
function classAt(before: PlainObject, after: PlainObject, path: DataPath): ChangeClass {
  for (let length = path.length; length > 0; length--) {
    const around = path.slice(0, length);
    const found = changeClassOf(CLUSTER_KIND, around, valueAt(before, around), valueAt(after, around));
    if (found !== undefined) return found;
  }
  return "metadata";
}

/** What people and the operator read of a Cluster: its place and its status are not fields of a definition. */
function compared({ metadata, spec = {} }: PlainObject): PlainObject {
  const { labels = {}, annotations = {} } = isMap(metadata) ? metadata : {};
  return { metadata: { labels, annotations }, spec };
}

/** The fields of a Cluster that differ, in the order of their names. */
export function fieldChanges(before: PlainObject, after: PlainObject): readonly FieldChange[] {
  const [old, current] = [compared(before), compared(after)];
  return changedPaths(old, current, "whole").map((path) => ({
    path,
    before: valueAt(old, path),
    after: valueAt(current, path),
    changeClass: classAt(old, current, path),
  }));
}
