import type { KustomizationFile } from "../load/kustomization-file.ts";
import { positionOf } from "../position.ts";
import { codes, refuse } from "../refusal.ts";
import type { BuildContext } from "../step.ts";
import type { Kustomization } from "../types/kustomization.ts";

/** Lists whose entries need another program or the network. */
const UNSUPPORTED = ["helmCharts", "helmChartInflationGenerator"] as const;

const HINT = "render the chart with helm template, commit the result and name it as a resource";

/** Refuses a kustomization that asks for what cannot be done here. */
export function refuseUnsupported(file: KustomizationFile): void {
  for (const field of UNSUPPORTED) {
    if ((file.kustomization[field] ?? []).length > 0)
      refuse("unsupported-feature", { subject: field }, { ...positionOf(file, field), hint: HINT });
  }
}

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
        { ...positionOf(file, field), path: field, hint: `use ${replacement}` },
      ),
    );
  }
}
