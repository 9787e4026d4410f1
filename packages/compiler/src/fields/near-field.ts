import { CLUSTER_KIND, fieldAt, fields, pathText } from "@grampus/api";
import { didYouMean, type Occurrence } from "@grampus/diagnostics";
import { FIELD_MAP } from "@grampus/dsl/field-map";
import { fieldName, fieldPath } from "./field-name.ts";

/** The same field with its last segments as one key: `labels["a.b/c"]` for `labels.a.b/c`; undefined when there is no such map. */
function withKeyInBrackets(field: string): string | undefined {
  const path = fieldPath(field);
  for (let length = path.length - 2; length > 0; length--) {
    const candidate = pathText([...path.slice(0, length), path.slice(length).join(".")]);
    if (fieldAt(CLUSTER_KIND, fieldName(candidate).resource) !== undefined) return candidate;
  }
  return undefined;
}

/** What to write instead of a field that neither definitions nor the custom resource have, where something is near. */
export function nearField(field: string): Pick<Occurrence, "hint"> {
  const bracketed = withKeyInBrackets(field);
  if (bracketed !== undefined) return { hint: `a key with dots stands in brackets: '${bracketed}'` };
  const definitions = FIELD_MAP.flatMap(({ definition }) =>
    definition.map((_, index) => definition.slice(0, index + 1).join(".")),
  );
  return didYouMean(field, [...definitions, ...Object.keys(fields.Cluster)]);
}

/** The fields of a definition, outermost, as messages list them. */
export const FIELDS_TEXT: string = [...new Set(FIELD_MAP.map(({ definition }) => definition[0]))].join(", ");
