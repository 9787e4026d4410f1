import type { DataPath, PlainObject, PlainValue } from "./plain-data.ts";

/** Whether plain data is a map. */
export function isMap(value: PlainValue | undefined): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of plain data; undefined when there is none. */
export function valueAt(data: PlainValue | undefined, path: DataPath): PlainValue | undefined {
  let value = data;
  for (const segment of path) {
    if (Array.isArray(value)) value = value[Number(segment)];
    else value = isMap(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
  }
  return value;
}
