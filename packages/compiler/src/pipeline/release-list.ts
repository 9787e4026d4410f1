import { type Diagnostic, didYouMean } from "@grampus/diagnostics";
import type { Fleet } from "../definition/entries.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { directoryEntries } from "../fleet/sources.ts";
import { committedFiles } from "../git/committed-files.ts";
import { environmentOfLock, FLEET_FOLDERS, releaseDirectory } from "../layout.ts";
import { directoryChanges } from "../output/changes.ts";
import { writtenChanges } from "../output/write.ts";
import { readLock } from "../releases/lock.ts";
import { readRelease } from "../releases/read-release.ts";
import { releaseNumbers } from "../releases/release-numbers.ts";
import { type CompileRequest, type RefusedFleet, resolvedDefinitions } from "./compiled-fleet.ts";

/** A release of a cluster. */
export interface ListedRelease {
  readonly cluster: string;
  readonly release: number;
  /** Absent for one that is wrong. */
  readonly digest?: string;
  /** What is wrong with it. */
  readonly problem?: Diagnostic;
  /** Names of the environments that run it, in order. */
  readonly environments: readonly string[];
  readonly isNewest: boolean;
  /** Whether it was removed now. */
  readonly isPruned: boolean;
}

/** The releases of a fleet or of one cluster, in the order of names and numbers. */
export interface ReleaseList {
  readonly kind: "releases";
  readonly releases: readonly ListedRelease[];
}

/** What is listed, and whether what nobody needs goes. */
export interface ReleaseListRequest extends CompileRequest {
  readonly cluster?: string;
  /** Whether releases are removed that no environment runs, that are not the newest, and that no committed lock pins. */
  readonly prune: boolean;
}

function pinnedIn({ environments }: Fleet, cluster: string, release: number): readonly string[] {
  return [...environments.values()].flatMap(({ name, clusters }) =>
    clusters.some(
      ({ source }) =>
        source.kind === "release" && source.release.cluster === cluster && source.release.number === release,
    )
      ? [name]
      : [],
  );
}

/** The releases that locks of a commit pin, as `cluster/number`; those of the merge base when a branch is named. */
async function committedPins(root: string, ref: string): Promise<ReadonlySet<string> | RefusedFleet> {
  const committed = await committedFiles(root, ref);
  if (committed.kind === "nothing") {
    const diagnostic = fleetCodes.create(
      "cannot-compare",
      { reason: `${ref} cannot be read, so nobody knows what was pinned` },
      { hint: "prune in a clone with the commit, or name one with --against" },
    );
    return { kind: "refused", diagnostics: [diagnostic] };
  }
  const locks = [...committed.ids.keys()].filter((file) => environmentOfLock(file) !== undefined);
  const pins = new Set<string>();
  for (const text of (await committed.texts(locks)).values()) {
    const read = readLock(text);
    if (read.kind !== "lock") continue;
    for (const [cluster, pin] of read.lock) if (pin !== null) pins.add(`${cluster}/${pin.release}`);
  }
  return pins;
}

function listed(root: string, fleet: Fleet, cluster: string): readonly ListedRelease[] {
  const numbers = releaseNumbers(root, cluster);
  return numbers.map((release): ListedRelease => {
    const read = readRelease(root, cluster, release);
    return {
      cluster,
      release,
      ...(read.kind === "release" ? { digest: read.release.digest } : {}),
      ...(read.kind === "wrong" ? { problem: read.finding.diagnostic } : {}),
      environments: pinnedIn(fleet, cluster, release),
      isNewest: release === numbers.at(-1),
      isPruned: false,
    };
  });
}

/** A release that was removed: what was wrong with it went too. */
function pruned({ problem: _, ...release }: ListedRelease): ListedRelease {
  return { ...release, isPruned: true };
}

/**
 * Lists releases with the environments that run them, and removes those that nobody needs when that is asked for.
 *
 * @throws CompilerFault as `resolvedDefinitions`, and `cannot-write`
 */
export async function releases(request: ReleaseListRequest): Promise<ReleaseList | RefusedFleet> {
  const { root, cluster, prune, against = "HEAD" } = request;
  const definitions = await resolvedDefinitions(request);
  if (definitions.kind === "refused") return definitions;
  const { fleet } = definitions;
  const folders = directoryEntries(root, FLEET_FOLDERS.cluster);
  if (cluster !== undefined && !folders.includes(cluster)) {
    const occurrence = { found: cluster, allowed: folders.join(", "), ...didYouMean(cluster, folders) };
    const diagnostic = fleetCodes.create(
      "unknown-cluster",
      { name: cluster, place: "the fleet" },
      occurrence,
    );
    return { kind: "refused", diagnostics: [diagnostic] };
  }
  const all = (cluster === undefined ? folders : [cluster]).flatMap((name) => listed(root, fleet, name));
  if (!prune) return { kind: "releases", releases: all };
  const pinned = await committedPins(root, against);
  if ("kind" in pinned) return pinned;
  const isUnneeded = ({ environments, isNewest, cluster: name, release }: ListedRelease) =>
    environments.length === 0 && !isNewest && !pinned.has(`${name}/${release}`);
  const changes = all
    .filter(isUnneeded)
    .flatMap(({ cluster: name, release }) =>
      directoryChanges(root, releaseDirectory(name, release), new Map()),
    );
  await writtenChanges(root, changes, () => false);
  return { kind: "releases", releases: all.map((one) => (isUnneeded(one) ? pruned(one) : one)) };
}
