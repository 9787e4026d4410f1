import { memoryFileSystem } from "kustomize-ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { overlayDirectory } from "../layout.ts";
import { builtState, committedStates } from "../plan/built-states.ts";
import type { ClusterChange } from "../plan/fleet-plan.ts";
import type { Pair } from "../plan/pairs.ts";
import type { CompiledFleet } from "./compiled-fleet.ts";

/** What pairs of overlays build to, in a commit and now. */
export async function changesOf(
  { wholeTree }: CompiledFleet,
  committed: CommittedFiles,
  pairs: readonly Pair[],
): Promise<readonly ClusterChange[]> {
  const earlier = await committedStates(
    committed,
    pairs.flatMap(({ before }) => before ?? []),
  );
  const fs = memoryFileSystem(wholeTree);
  return pairs.flatMap(({ identity, shown, before, after }): readonly ClusterChange[] => {
    const old = before && earlier.get(overlayDirectory(before.environment, before.cluster));
    // What does not build in the commit is told as such by the compiler's own comparison.
    if (before !== undefined && old === undefined) return [];
    const current = after && builtState(fs, shown);
    return [
      {
        ...shown,
        identity,
        ...(old === undefined ? {} : { before: old }),
        ...(current === undefined ? {} : { after: current }),
      },
    ];
  });
}
