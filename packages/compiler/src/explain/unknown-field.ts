import { CLUSTER_KIND, fieldAt, fields, pathText, unsettableVariable } from "@grampus/api";
import { type Diagnostic, didYouMean, type Occurrence } from "@grampus/diagnostics";
import { FIELD_MAP, MANIFESTS_FIELD } from "@grampus/dsl/field-map";
import { startsWith, valueAt } from "../data/data-path.ts";
import { type FieldName, fieldName, fieldPath } from "../fields/field-name.ts";
import { baseDirectory, overlayDirectory } from "../layout.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { explainCodes } from "./diagnostics.ts";

/** The same field with its last segments as one key: `labels["a.b/c"]` for `labels.a.b/c`; undefined when there is no such map. */
function withKeyInBrackets(field: string): string | undefined {
  const path = fieldPath(field);
  for (let length = path.length - 2; length > 0; length--) {
    const candidate = pathText([...path.slice(0, length), path.slice(length).join(".")]);
    if (fieldAt(CLUSTER_KIND, fieldName(candidate).resource) !== undefined) return candidate;
  }
  return undefined;
}

function fieldHint(field: string, place: string): Pick<Occurrence, "hint"> {
  const bracketed = withKeyInBrackets(field);
  if (bracketed !== undefined) return { hint: `a key with dots stands in brackets: '${bracketed}'` };
  const definitions = FIELD_MAP.flatMap(({ definition }) =>
    definition.map((_, index) => definition.slice(0, index + 1).join(".")),
  );
  return {
    hint: `without a field, grampus explain ${place} lists all that are set`,
    ...didYouMean(field, [...definitions, ...Object.keys(fields.Cluster)]),
  };
}

/** What is said of a field that neither definitions nor the custom resource have. */
export function unknownField(field: string, { environment, cluster }: ResolvedOverlay): Diagnostic {
  if (fieldPath(field)[0] === MANIFESTS_FIELD) {
    const place = `${environment.name}/${cluster.name}`;
    const folders = `${baseDirectory(cluster.name)} and ${overlayDirectory(environment.name, cluster.name)}`;
    const hint = `they are compiled to files in ${folders}; grampus render ${place} shows them as they reach Kubernetes`;
    return explainCodes.create("manifests-apart", {}, { found: field, hint });
  }
  const allowed = [...new Set(FIELD_MAP.map(({ definition }) => definition[0]))].join(", ");
  const hint = fieldHint(field, `${environment.name}/${cluster.name}`);
  return explainCodes.create("unknown-field", { field }, { found: field, allowed, ...hint });
}

const VARIABLES = ["spec", "variables"];

/** What is said of a server variable that no definition may set; `undefined` for every other field. */
export function refusedVariable(
  field: string,
  { resource }: FieldName,
  { manifest }: ResolvedOverlay,
): Diagnostic | undefined {
  if (resource.length !== VARIABLES.length + 1 || !startsWith(resource, VARIABLES)) return undefined;
  const name = String(resource.at(-1));
  const why = unsettableVariable(name, String(valueAt(manifest, ["spec", "version"])));
  if (why === undefined) return undefined;
  const { which, allowed, instead, near } = why;
  const hint = near === undefined ? instead : `did you mean ${near}?`;
  const details = { found: field, allowed, ...(hint === undefined ? {} : { hint }) };
  return explainCodes.create("unsettable-variable", { name, which }, details);
}
