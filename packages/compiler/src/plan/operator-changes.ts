import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import type { FileTree } from "../output/tree.ts";
import type { ResolvedFleet } from "../resolve/resolve.ts";
import type { Selection } from "../selection/selection.ts";
import { isCluster } from "./built-states.ts";
import { changedFolders } from "./changed-folders.ts";
import { type LookedAfter, type OperatorPlan, operatorPlan } from "./operator-plan.ts";

/** The clusters that the operator of an environment looks after: all of its Kubernetes cluster. */
function lookedAfter(
  environment: EnvironmentEntry | undefined,
  { overlays }: ResolvedFleet,
): readonly LookedAfter[] {
  return overlays.flatMap(({ environment: other, cluster, manifest }): readonly LookedAfter[] =>
    other.target === environment?.target && isCluster(manifest, cluster.name)
      ? [{ name: `${other.name}/${cluster.name}`, state: { cluster: manifest, objects: [] } }]
      : [],
  );
}

/** What changes of the operators of a fleet do, in the order of environments. */
export async function changedOperators(
  committed: CommittedFiles,
  compiled: { readonly fleet: Fleet; readonly resolved: ResolvedFleet; readonly wholeTree: FileTree },
  { environment: chosen, cluster }: Selection,
): Promise<readonly OperatorPlan[]> {
  if (cluster !== undefined) return [];
  const { fleet, resolved, wholeTree } = compiled;
  const folders = await changedFolders("operator", committed, wholeTree, chosen);
  return folders.flatMap(
    ({ environment, before, after }) =>
      operatorPlan(environment, before, after, lookedAfter(fleet.environments.get(environment), resolved)) ??
      [],
  );
}
