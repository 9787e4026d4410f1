import { valueAt } from "../data/data-path.ts";
import { definitionPath } from "../fields/field-name.ts";
import type { FieldPlace } from "../findings/finding.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { definitionFile } from "../layout.ts";
import type { Locator } from "../position/locate.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { fieldPlace, goneFieldPlace } from "../validate/field-place.ts";
import type { FieldChange } from "./field-changes.ts";
import type { ChangePlace, PlannedCluster } from "./fleet-plan.ts";

function isStated({ layers }: ResolvedOverlay, { path }: FieldChange): boolean {
  const written = definitionPath(path);
  return layers.some(({ settings }) => valueAt(settings, written) !== undefined);
}

function fieldSource(
  overlay: ResolvedOverlay,
  field: FieldChange,
  { isChanged }: CommittedFiles,
): FieldPlace {
  return (
    goneFieldPlace(overlay.layers, field.path, isChanged) ?? fieldPlace(overlay.layers, field.path, "value")
  );
}

/** Where an environment lists a cluster, or would. */
function listing(environment: string, cluster: string): FieldPlace {
  return { file: definitionFile("environment", environment), path: ["clusters", cluster], part: "name" };
}

/**
 * The places in the definitions that make a planned cluster what it will be.
 *
 * @param overlay the cluster as the definitions have it; absent when they have it no more
 */
export function changePlaces(
  { environment, cluster, plan }: PlannedCluster,
  overlay: ResolvedOverlay | undefined,
  committed: CommittedFiles,
  locate: Locator,
): readonly ChangePlace[] {
  if (overlay === undefined || plan.change !== "change")
    return [{ source: locate(listing(environment, cluster)), isNearest: overlay === undefined }];
  return plan.fields.map((field) => ({
    source: locate(fieldSource(overlay, field, committed)),
    isNearest: !isStated(overlay, field),
  }));
}
