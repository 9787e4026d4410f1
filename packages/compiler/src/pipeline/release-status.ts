import { environmentBefore, pinnedRelease } from "../definition/chain.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { fleetHealth, type LiveHealth } from "../live/fleet-health.ts";
import type { LiveOptions } from "../live/live-changes.ts";
import { type CommittedLock, visitLocks } from "../promotion/lock-history.ts";
import { newestRelease } from "../releases/newest.ts";
import { DEFINITION_DATA } from "../releases/release.ts";
import { definitionData } from "../render/release.ts";
import { type CompileRequest, type RefusedFleet, resolvedDefinitions } from "./compiled-fleet.ts";

/** What an environment runs of a cluster. */
export type StatusCell =
  /** It does not list the cluster. */
  | { readonly kind: "absent" }
  /** It runs the definition as it stands. */
  | { readonly kind: "head" }
  /** It waits for its first promotion. */
  | { readonly kind: "waiting" }
  | {
      readonly kind: "release";
      readonly release: number;
      /** When the commit of this branch was made that pinned it, in seconds since 1970; absent when none did, or it was not fetched. */
      readonly since?: number;
      /** Whether that commit was not fetched: the clone is shallow. */
      readonly isCut: boolean;
      /** The release that the environment before runs, when that is a later one: it waits to be promoted. */
      readonly next?: number;
      /** Whether it is later than what the environment before runs. */
      readonly isAhead: boolean;
    };

/** One cluster in all environments. */
export interface StatusRow {
  readonly cluster: string;
  /** The newest release; absent when none was cut. */
  readonly newest?: number;
  /** Whether the definition as it stands says something else than the newest release. */
  readonly isUnreleased: boolean;
  /** By the name of the environment. */
  readonly cells: Readonly<Record<string, StatusCell>>;
}

/** Clusters that are promoted together. */
export interface StatusRing {
  readonly environment: string;
  /** Absent for all clusters of an environment that has no rings. */
  readonly ring?: string;
}

/** What runs where. */
export interface FleetStatus {
  readonly kind: "status";
  /** Names of the environments, each behind the one it comes after. */
  readonly environments: readonly string[];
  /** What can be promoted at once: each ring of each environment that follows releases, in the order of environments. */
  readonly rings: readonly StatusRing[];
  readonly clusters: readonly StatusRow[];
  /** Whether commits are missing, because the clone is shallow, that say since when something runs. */
  readonly isCut: boolean;
  /** How the clusters are now, where it was asked for. */
  readonly live?: readonly LiveHealth[];
}

/** What is told of a fleet. */
export interface StatusRequest extends CompileRequest {
  /** How running clusters are found; they are not looked at without. */
  readonly live?: LiveOptions;
}

/** Environments in the order in which a change passes through them; by name where nothing says. */
function inOrder(environments: ReadonlyMap<string, EnvironmentEntry>): readonly EnvironmentEntry[] {
  const depth = ({ after }: EnvironmentEntry, passed = 0): number => {
    const before = after === undefined ? undefined : environments.get(after);
    return before === undefined || passed > environments.size ? 0 : 1 + depth(before, passed + 1);
  };
  return [...environments.values()].sort(
    (left, right) => depth(left) - depth(right) || (left.name < right.name ? -1 : 1),
  );
}

function ringsOf({ name: environment, follows, rings }: EnvironmentEntry): readonly StatusRing[] {
  if (follows === "head") return [];
  return rings.size === 0 ? [{ environment }] : [...rings.keys()].map((ring) => ({ environment, ring }));
}

/** Since when an environment runs what it runs, by cluster. */
async function pinnedSince(root: string, entry: EnvironmentEntry) {
  const since = new Map<string, number>();
  const open = new Map(
    entry.clusters.flatMap(({ source }) =>
      source.kind === "release" ? [[source.release.cluster, source.release] as const] : [],
    ),
  );
  const { isCut } = await visitLocks(root, entry.name, ({ lock, seconds }: CommittedLock) => {
    for (const [cluster, { number, digest }] of open) {
      const pin = lock.get(cluster);
      if (pin?.release === number && pin.digest === digest) since.set(cluster, seconds);
      else open.delete(cluster);
    }
    return open.size > 0;
  });
  // The oldest commit of a shallow clone has pins that an older one made.
  if (isCut) for (const cluster of open.keys()) since.delete(cluster);
  return { since, cut: new Set(isCut ? open.keys() : []) };
}

/**
 * Says what every environment runs of every cluster, since when, and what waits to be promoted; where it is asked for, also
 * how the clusters are now.
 *
 * @throws CompilerFault as `resolvedDefinitions`, and `git-failed`
 */
export async function status(request: StatusRequest): Promise<FleetStatus | RefusedFleet> {
  const { root } = request;
  const definitions = await resolvedDefinitions(request);
  if (definitions.kind === "refused") return definitions;
  const { fleet, resolved } = definitions;
  const environments = inOrder(fleet.environments);
  const histories = new Map<string, Awaited<ReturnType<typeof pinnedSince>>>();
  for (const entry of environments) {
    if (entry.follows === "releases") histories.set(entry.name, await pinnedSince(root, entry));
  }
  const cellOf = (entry: EnvironmentEntry, cluster: string): StatusCell => {
    if (!entry.listed.includes(cluster)) return { kind: "absent" };
    if (entry.follows === "head") return { kind: "head" };
    const release = pinnedRelease(entry, cluster);
    if (release === undefined) return { kind: "waiting" };
    const before = environmentBefore(fleet, entry, cluster);
    const earlier =
      before === undefined || before.follows === "head" ? undefined : pinnedRelease(before, cluster);
    const history = histories.get(entry.name);
    const since = history?.since.get(cluster);
    return {
      kind: "release",
      release,
      ...(since === undefined ? {} : { since }),
      isCut: history?.cut.has(cluster) === true,
      ...(earlier !== undefined && earlier > release ? { next: earlier } : {}),
      isAhead: earlier !== undefined && earlier < release,
    };
  };
  const clusters = [...resolved.bases.values()].map((base): StatusRow => {
    const cluster = base.cluster.name;
    const newest = newestRelease(root, cluster);
    const held =
      newest?.read.kind === "release"
        ? newest.read.release.files.get(`${newest.read.release.directory}/${DEFINITION_DATA}`)
        : undefined;
    const cells = environments.map((entry) => [entry.name, cellOf(entry, cluster)] as const);
    return {
      cluster,
      ...(newest === undefined ? {} : { newest: newest.number }),
      isUnreleased: held !== definitionData(base),
      cells: Object.fromEntries(cells),
    };
  });
  const places = environments.map(({ name: environment, target, namespace, listed }) => ({
    ...{ environment, target, namespace },
    clusters: listed.filter((cluster) => resolved.bases.has(cluster)),
  }));
  const live = request.live === undefined ? undefined : await fleetHealth(places, request.live);
  return {
    kind: "status",
    environments: environments.map(({ name }) => name),
    rings: environments.flatMap(ringsOf),
    clusters,
    isCut: [...histories.values()].some(({ cut }) => cut.size > 0),
    ...(live === undefined ? {} : { live }),
  };
}
