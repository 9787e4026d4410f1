import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Kustomization } from "../model/kustomization.ts";
import { refuse } from "../refusal.ts";
import { placeOf } from "./place.ts";

/** Fields that need another program or the network. */
const UNSUPPORTED: readonly (readonly [keyof Kustomization, string])[] = [
  ["helmGlobals", "render the chart with helm template, commit the result and name it as a resource"],
  ["helmCharts", "render the chart with helm template, commit the result and name it as a resource"],
  [
    "helmChartInflationGenerator",
    "render the chart with helm template, commit the result and name it as a resource",
  ],
];

/** Refuses a kustomization that asks for what cannot be done here. */
export function refuseUnsupported(file: KustomizationFile): void {
  for (const [field, hint] of UNSUPPORTED) {
    if (file.kustomization[field] !== undefined)
      refuse("unsupported-feature", { subject: field }, { ...placeOf(file, field), hint });
  }
}
