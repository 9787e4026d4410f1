import { isAppend } from "@grampus/dsl";
import { isMap, type PlainValue } from "./plain-data.ts";

/** The items of an `append()`; undefined for every other value. */
export function appendedItems(value: PlainValue | undefined): readonly PlainValue[] | undefined {
  return isMap(value) && isAppend(value) && Array.isArray(value.items) ? value.items : undefined;
}
