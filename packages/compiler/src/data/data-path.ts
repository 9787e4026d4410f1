import { isMap, type PlainValue } from "./plain-data.ts";

/** A path into plain data: property names and list indices. */
export type DataPath = readonly (string | number)[];

/** The value at a path of plain data; undefined when there is none. */
export function valueAt(data: PlainValue | undefined, path: DataPath): PlainValue | undefined {
  let value = data;
  for (const segment of path) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else value = isMap(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}

/** Whether a path leads to a place or to something below it. */
export function startsWith(path: DataPath, prefix: DataPath): boolean {
  return prefix.length <= path.length && prefix.every((segment, index) => segment === path[index]);
}
