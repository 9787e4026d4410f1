import type { CommittedFiles } from "../git/committed-files.ts";
import type { FileTree } from "../output/tree.ts";
import type { Selection } from "../selection/selection.ts";
import { changedFolders } from "./changed-folders.ts";
import { type DeliveryPlan, deliveryPlan } from "./delivery-plan.ts";
import { movedClusters } from "./moved-clusters.ts";

/** What changes of the delivery of environments mean, in their order. */
export async function changedDeliveries(
  committed: CommittedFiles,
  tree: FileTree,
  { environment: chosen, cluster }: Selection,
): Promise<readonly DeliveryPlan[]> {
  if (cluster !== undefined) return [];
  const folders = await changedFolders("gitops", committed, tree, chosen);
  return folders.flatMap(
    ({ environment, before, after, texts }) =>
      deliveryPlan(environment, before, after, movedClusters(environment, texts)) ?? [],
  );
}
