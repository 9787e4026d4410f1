import type { KustomizationFile } from "../load/kustomization-file.ts";
import { refuse } from "../refusal.ts";
import { placeOf } from "./place.ts";

/** Lists whose entries need another program or the network. */
const UNSUPPORTED = ["helmCharts", "helmChartInflationGenerator"] as const;

const HINT = "render the chart with helm template, commit the result and name it as a resource";

/** Refuses a kustomization that asks for what cannot be done here. */
export function refuseUnsupported(file: KustomizationFile): void {
  for (const field of UNSUPPORTED) {
    if ((file.kustomization[field] ?? []).length > 0)
      refuse("unsupported-feature", { subject: field }, { ...placeOf(file, field), hint: HINT });
  }
}
