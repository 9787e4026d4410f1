import { isUnset } from "@grampus/dsl";
import { appendedItems } from "../data/appended-items.ts";
import type { DataPath } from "../data/data-path.ts";
import { isMap, type PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import { writtenPath } from "../fields/field-name.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";

/** A name that can be a file's on every system, without an ending. */
const FILE_NAME = /^[a-z0-9]([-_.a-z0-9]{0,61}[a-z0-9])?$/;
const ALLOWED =
  'objects by file name: { "my-cnf": { apiVersion, kind, metadata, ... } }, or an imported YAML file';

/**
 * Finds `manifests` that are no map of file names to objects or lists of objects, but for nulls, which no
 * setting may be. The objects are checked later.
 */
export function manifestsFindings(value: PlainValue, file: string, at: DataPath): readonly Finding[] {
  const path = writtenPath(at).join(".");
  if (isUnset(value) || value === null) return [];
  if (!isMap(value) || appendedItems(value) !== undefined) {
    const occurrence = { path, found: `${typeText(value)}: ${valueText(value)}`, allowed: ALLOWED };
    return [
      {
        diagnostic: definitionCodes.create("wrong-type", { field: "manifests" }, occurrence),
        place: { file, path: at, part: "value" },
      },
    ];
  }
  return Object.entries(value).flatMap(([key, objects]): readonly Finding[] => {
    const inside = [...at, key];
    if (!FILE_NAME.test(key)) {
      const allowed = "a file name without ending: lower-case letters, digits, '-', '_' and '.'";
      const occurrence = { path: writtenPath(inside).join("."), found: key, allowed };
      return [
        {
          diagnostic: definitionCodes.create("unsupported-value", { field: `the name ${key}` }, occurrence),
          place: { file, path: inside, part: "name" },
        },
      ];
    }
    if (objects === null || isMap(objects) || Array.isArray(objects)) return [];
    const occurrence = {
      path: writtenPath(inside).join("."),
      found: `${typeText(objects)}: ${valueText(objects)}`,
      allowed: ALLOWED,
    };
    return [
      {
        diagnostic: definitionCodes.create("wrong-type", { field: `manifests.${key}` }, occurrence),
        place: { file, path: inside, part: "value" },
      },
    ];
  });
}
