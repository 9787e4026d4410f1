import { directoryComparison, filesByDirectory, type OverlayKey } from "../committed/committed-clusters.ts";
import type { CommittedEnvironment } from "../committed/committed-environments.ts";
import { type Identity, identityText } from "../fleet/identity.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { overlayIdentity, overlaysByIdentity } from "../validate/history.ts";
import { outerFolders } from "./built-states.ts";

/** A Cluster that differs between a commit and the definitions: its overlay there, and here. */
export interface Pair {
  readonly identity: Identity;
  /** The environment and cluster it is shown under: as the definitions have it, or as the commit had it. */
  readonly shown: OverlayKey;
  readonly before?: OverlayKey;
  readonly after?: ResolvedOverlay;
}

/** Whether an overlay, and all that its Kustomization takes from elsewhere, has the same files in the commit. */
function overlayComparison(committed: CommittedFiles, tree: FileTree): (overlay: OverlayKey) => boolean {
  const isSame = directoryComparison(committed, filesByDirectory(committed.ids.keys()), tree);
  return ({ environment, cluster }) => {
    const directory = overlayDirectory(environment, cluster);
    const folders = outerFolders(directory, tree.get(`${directory}/kustomization.yaml`) ?? "");
    return isSame(directory) && folders.every(isSame);
  };
}

/**
 * The Clusters that differ, in the order of environments and names; whatever has the same files is left out unread. A
 * Cluster is the same one by its target, namespace and name.
 */
export function changedPairs(
  committed: CommittedFiles,
  environments: readonly CommittedEnvironment[],
  overlays: readonly ResolvedOverlay[],
  tree: FileTree,
): readonly Pair[] {
  const earlier = overlaysByIdentity(environments);
  const isSame = overlayComparison(committed, tree);
  const current = new Set<string>();
  const pairs: Pair[] = [];
  for (const after of overlays) {
    const identity = overlayIdentity(after);
    const shown = { environment: after.environment.name, cluster: after.cluster.name };
    const before = earlier.get(identityText(identity));
    current.add(identityText(identity));
    if (before?.environment === shown.environment && isSame(before)) continue;
    pairs.push({ identity, shown, after, ...(before === undefined ? {} : { before }) });
  }
  for (const { name: environment, target, namespace, clusters } of environments) {
    for (const cluster of clusters) {
      const identity = { target, namespace, name: cluster };
      if (current.has(identityText(identity))) continue;
      const before = { environment, cluster };
      pairs.push({ identity, shown: before, before });
    }
  }
  return pairs;
}
