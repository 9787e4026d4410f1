import type { Diagnostic } from "@grampus/diagnostics";
import { changeDigest } from "../approvals/change-digest.ts";
import type { DigestedChange } from "../approvals/verdicts.ts";
import { committedEnvironments } from "../committed/committed-environments.ts";
import { type CommittedFiles, committedFiles, type NothingCommitted } from "../git/committed-files.ts";
import { type FleetInGit, fleetInGit } from "../git/file-history.ts";
import { type CutHistory, planBase } from "../git/plan-base.ts";
import { overlayDirectory } from "../layout.ts";
import { type ClusterChange, type PlannedCluster, plannedClusters } from "../plan/fleet-plan.ts";
import { changedPairs } from "../plan/pairs.ts";
import { changesOf } from "./cluster-changes.ts";
import type { CompiledFleet } from "./compiled-fleet.ts";
import { noBase } from "./plan-refusal.ts";

/** How a compiled fleet differs from the commit that it is compared with. */
export interface ChangedFleet {
  readonly kind: "changed";
  readonly base: { readonly commit: string; readonly name: string };
  readonly git: FleetInGit;
  readonly committed: CommittedFiles;
  readonly changes: readonly DigestedChange[];
}

/** There is no commit to compare with. */
export interface Incomparable {
  readonly kind: "incomparable";
  /** Whether the commit is there, and was not fetched. */
  readonly isCut: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Changes with their digests. */
export function digestedChanges(
  changes: readonly ClusterChange[],
  planned: readonly PlannedCluster[],
): readonly DigestedChange[] {
  const key = ({ environment, cluster }: { readonly environment: string; readonly cluster: string }) =>
    overlayDirectory(environment, cluster);
  const byOverlay = new Map(changes.map((change) => [key(change), change]));
  return planned.flatMap((one) => {
    const change = byOverlay.get(key(one));
    return change === undefined ? [] : [{ planned: one, digest: changeDigest(change) }];
  });
}

function incomparable(why: NothingCommitted | CutHistory, ref: string | undefined): Incomparable {
  const isCut = why.kind === "cut" || why.reason === "shallow";
  return { kind: "incomparable", isCut, diagnostics: noBase(why, ref ?? "HEAD").diagnostics };
}

/**
 * Compares a compiled fleet with a commit as `plan` does: where `HEAD` left the default branch, unless another is named.
 *
 * @param environments names of the environments whose changes are planned
 */
export async function changedFleet(
  root: string,
  compiled: CompiledFleet,
  ref: string | undefined,
  environments: ReadonlySet<string>,
): Promise<ChangedFleet | Incomparable> {
  const found = await planBase(root, ref, "HEAD");
  if (found.kind !== "base") return incomparable(found, ref);
  const committed = await committedFiles(root, found.commit);
  if (committed.kind === "nothing") return incomparable(committed, ref);
  const earlier = await committedEnvironments(committed, compiled.wholeTree);
  const pairs = changedPairs(committed, earlier.environments, compiled.resolved.overlays, compiled.wholeTree);
  const asked = pairs.filter(({ shown }) => environments.has(shown.environment));
  const changes = await changesOf(compiled, committed, asked);
  return {
    kind: "changed",
    base: found,
    git: await fleetInGit(root),
    committed,
    changes: digestedChanges(changes, plannedClusters(changes)),
  };
}
