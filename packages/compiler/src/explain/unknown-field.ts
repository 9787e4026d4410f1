import { unsettableVariable } from "@grampus/api";
import type { Diagnostic } from "@grampus/diagnostics";
import { MANIFESTS_FIELD } from "@grampus/dsl/field-map";
import { startsWith, valueAt } from "../data/data-path.ts";
import { type FieldName, fieldPath } from "../fields/field-name.ts";
import { FIELDS_TEXT, nearField } from "../fields/near-field.ts";
import { overlayDirectory } from "../layout.ts";
import { overlayBaseDirectory } from "../resolve/overlay-base.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { explainCodes } from "./diagnostics.ts";

/** What is said of a field that neither definitions nor the custom resource have. */
export function unknownField(field: string, overlay: ResolvedOverlay): Diagnostic {
  const { environment, cluster } = overlay;
  if (fieldPath(field)[0] === MANIFESTS_FIELD) {
    const place = `${environment.name}/${cluster.name}`;
    const folders = `${overlayBaseDirectory(overlay)} and ${overlayDirectory(environment.name, cluster.name)}`;
    const hint = `they are compiled to files in ${folders}; grampus render ${place} shows them as they reach Kubernetes`;
    return explainCodes.create("manifests-apart", {}, { found: field, hint });
  }
  const hint = `without a field, grampus explain ${environment.name}/${cluster.name} lists all that are set`;
  const occurrence = { found: field, allowed: FIELDS_TEXT, hint, ...nearField(field) };
  return explainCodes.create("unknown-field", { field }, occurrence);
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
