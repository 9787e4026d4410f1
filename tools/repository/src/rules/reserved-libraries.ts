import { codes } from "../codes.ts";
import { RESERVED_LIBRARIES } from "../layout.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

/** The libraries that speak to the world have one importer each. */
export const reservedLibraries: Rule = ({ files }) =>
  files.flatMap(({ path, place, references }) => {
    if (place.kind !== "package") return [];
    return references.flatMap(({ specifier, literal }) => {
      const [library, owner] =
        Object.entries(RESERVED_LIBRARIES).find(
          ([name]) => specifier === name || specifier.startsWith(`${name}/`),
        ) ?? [];
      if (library === undefined || owner === undefined || owner === place.folder) return [];
      return [codes.create("reserved-library", { library, owner }, { source: sourceRange(path, literal) })];
    });
  });
