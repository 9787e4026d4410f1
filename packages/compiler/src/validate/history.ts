import { committedClusters } from "../committed/committed-clusters.ts";
import type { Finding } from "../findings/finding.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { transitionFindings } from "./api.ts";

function overlayKey({ environment, cluster }: ResolvedOverlay) {
  return { environment: environment.name, cluster: cluster.name };
}

/**
 * Finds changes from the committed state that the API server would refuse: a shrunk volume, an older version. Only
 * overlays whose files differ from the commit are read and built. One that cannot be built is warned about.
 */
export async function historyFindings(
  committed: CommittedFiles,
  tree: FileTree,
  overlays: readonly ResolvedOverlay[],
): Promise<readonly Finding[]> {
  const clusters = committedClusters(committed, tree);
  const changed = overlays.filter((overlay) => {
    const key = overlayKey(overlay);
    return clusters.has(key) && !clusters.isSame(key);
  });
  const built = await clusters.built(changed.map(overlayKey));
  return changed.flatMap((overlay) => {
    const { environment, cluster } = overlayKey(overlay);
    const before = built.get(overlayDirectory(environment, cluster));
    const place = `${environment}/${cluster}`;
    return before === undefined
      ? [{ diagnostic: fleetCodes.create("committed-state-unreadable", { place, ref: committed.ref }) }]
      : transitionFindings(before, overlay.manifest, overlay.layers, place).map(
          ({ diagnostic, ...located }) => ({ ...located, diagnostic: { ...diagnostic, subject: place } }),
        );
  });
}
