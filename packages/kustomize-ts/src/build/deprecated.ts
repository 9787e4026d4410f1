import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Kustomization } from "../model/kustomization.ts";
import { codes } from "../refusal.ts";
import type { BuildContext } from "./context.ts";
import { placeOf } from "./place.ts";

const DEPRECATED: readonly { readonly field: keyof Kustomization; readonly replacement: string }[] = [
  { field: "bases", replacement: "resources" },
  { field: "commonLabels", replacement: "labels" },
  { field: "imageTags", replacement: "images" },
  { field: "patchesJson6902", replacement: "patches" },
  { field: "patchesStrategicMerge", replacement: "patches" },
  { field: "vars", replacement: "replacements" },
];

/** Warns of the fields that kustomize calls deprecated. */
export function reportDeprecated(file: KustomizationFile, context: BuildContext): void {
  for (const { field, replacement } of DEPRECATED) {
    if (file.kustomization[field] === undefined) continue;
    context.diagnostics.push(
      codes.create(
        "deprecated",
        { subject: field },
        { ...placeOf(file, field), path: field, hint: `use ${replacement}` },
      ),
    );
  }
}
