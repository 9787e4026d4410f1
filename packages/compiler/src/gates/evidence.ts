import type { DigestedChange } from "../approvals/verdicts.ts";
import { environmentBefore } from "../definition/chain.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import {
  type FileHistory,
  type FleetInGit,
  fileHistory,
  type Since,
  saidSince,
} from "../git/file-history.ts";
import { attestationsFile, lockFile, releaseDirectory } from "../layout.ts";
import type { Attestation } from "../records/attestations.ts";
import type { RecordReaders } from "../records/readers.ts";
import { releaseDigest } from "../releases/checksums.ts";
import { type Lock, lockOf } from "../releases/lock.ts";
import { CHECKSUMS, DEFINITION_DATA } from "../releases/release.ts";
import { type MovedPin, pinnedClusters } from "./moved-pins.ts";
import type { EnvironmentBefore, PromotionFacts, Sight } from "./verdict.ts";

/** What gates are judged by, of a whole fleet. */
export interface Evidence {
  readonly fleet: Fleet;
  readonly git: FleetInGit;
  /** The commit in which merged promotions are looked for, and how messages name it. */
  readonly base: { readonly commit: string; readonly name: string };
  readonly now: Date;
  readonly changes: readonly DigestedChange[];
  /** What the definition of a cluster says now, as a release would hold it. */
  readonly headData: (cluster: string) => string | undefined;
  readonly records: RecordReaders;
  /** What live status says of a cluster; undefined where nobody asked for it. */
  readonly live: (environment: string, cluster: string) => Sight | undefined;
}

/** The histories of files, each read once. */
export interface Histories {
  readonly lock: (environment: string) => Promise<FileHistory<Lock>>;
  readonly checksums: (cluster: string, release: number) => Promise<FileHistory<string | undefined>>;
}

/** Reads histories of files from a commit on, each once. */
export function histories(git: FleetInGit, commit: string): Histories {
  const locks = new Map<string, Promise<FileHistory<Lock>>>();
  return {
    lock: (environment) => {
      const known = locks.get(environment) ?? fileHistory(git, commit, lockFile(environment), lockOf);
      locks.set(environment, known);
      return known;
    },
    checksums: (cluster, release) => {
      const file = `${releaseDirectory(cluster, release)}/${CHECKSUMS}`;
      return fileHistory(git, commit, file, (text) => (text === undefined ? undefined : releaseDigest(text)));
    },
  };
}

function beforeOf({ fleet, headData }: Evidence, { environment, cluster, release }: MovedPin) {
  const before = environmentBefore(fleet, environment, cluster);
  if (before === undefined) return undefined;
  const { name, follows } = before;
  if (follows === "head") {
    const isHead = headData(cluster) === release.files.get(`${release.directory}/${DEFINITION_DATA}`);
    const runs = `the definition as it stands, which is not release ${release.number}`;
    return { name, follows, runsIt: isHead, runs };
  }
  const pinned = pinnedClusters(before).get(cluster);
  const runs = pinned === undefined ? "nothing of it" : `release ${pinned.number}`;
  return { name, follows, runsIt: pinned?.digest === release.digest, runs };
}

function attestedSight(before: string, digest: string, seen: Attestation | null): Sight {
  if (seen === null) return { kind: "unseen", why: `nobody recorded what was seen of it in ${before}` };
  if (seen.digest !== digest)
    return { kind: "unseen", why: `what was last seen in ${before} is release ${seen.release}` };
  const { healthy: isHealthy, saw, at } = seen;
  return { kind: "seen", isHealthy, saw, at, by: "attestation" };
}

function sightOf(
  evidence: Evidence,
  before: EnvironmentBefore | undefined,
  { cluster, release }: MovedPin,
): Sight {
  if (before === undefined) return { kind: "unseen", why: "no environment comes before" };
  const live = evidence.live(before.name, cluster);
  if (live !== undefined) return live;
  const { byCluster, diagnostics } = evidence.records.attestations(before.name);
  if (diagnostics.length > 0)
    return { kind: "unseen", why: `${attestationsFile(before.name)} cannot be read` };
  return attestedSight(before.name, release.digest, byCluster.get(cluster) ?? null);
}

/** Whether an environment's release of a cluster was seen healthy. */
function wasSeenHealthy(evidence: Evidence, environment: string, cluster: string, digest: string): boolean {
  const live = evidence.live(environment, cluster);
  if (live !== undefined) return live.kind === "seen" && live.isHealthy;
  const seen = evidence.records.attestations(environment).byCluster.get(cluster);
  return seen?.digest === digest && seen.healthy;
}

/** Clusters of an environment that were promoted, and not seen healthy since; those of this change only up to one of them. */
function inFlight(
  evidence: Evidence,
  environment: EnvironmentEntry,
  moved: ReadonlySet<string>,
  upTo: string,
) {
  return [...pinnedClusters(environment)]
    .filter(([cluster]) => cluster !== upTo && (!moved.has(cluster) || cluster < upTo))
    .filter(
      ([cluster, { digest }]) =>
        moved.has(cluster) || !wasSeenHealthy(evidence, environment.name, cluster, digest),
    )
    .map(([cluster]) => cluster);
}

async function sinceOf(
  read: Histories,
  before: EnvironmentBefore | undefined,
  { cluster, release }: MovedPin,
): Promise<Since | undefined> {
  if (before?.follows === "releases")
    return saidSince(await read.lock(before.name), (lock) => lock.get(cluster)?.digest === release.digest);
  const cut = await read.checksums(cluster, release.number);
  return saidSince(cut, (digest) => digest === release.digest);
}

/** Whether a pin goes back: to a lower number that ran in the environment before, as far as its history was fetched. */
async function isWayBack(read: Histories, { environment, cluster, release }: MovedPin): Promise<boolean> {
  const { version } = await read.lock(environment.name);
  const newest = (await version(0))?.content.get(cluster);
  if (newest === undefined || newest === null || newest.release <= release.number) return false;
  for (let index = 1; ; index++) {
    const older = await version(index);
    if (older === undefined) return false;
    if (older.content.get(cluster)?.digest === release.digest) return true;
  }
}

/** All that the gates of an environment are judged by, for each of its pins that moves. */
export async function promotionFacts(
  evidence: Evidence,
  read: Histories,
  pins: readonly MovedPin[],
): Promise<readonly PromotionFacts[]> {
  const movedBy = new Map(
    [...Map.groupBy(pins, ({ environment }) => environment)].map(
      ([environment, moved]) => [environment, new Set(moved.map(({ cluster }) => cluster))] as const,
    ),
  );
  const facts: PromotionFacts[] = [];
  for (const pin of pins) {
    const { environment, cluster, release } = pin;
    const moved = movedBy.get(environment) ?? new Set();
    const before = beforeOf(evidence, pin);
    const change = evidence.changes.find(
      ({ planned }) => planned.environment === environment.name && planned.cluster === cluster,
    );
    facts.push({
      environment: environment.name,
      cluster,
      release: release.number,
      digest: release.digest,
      now: evidence.now.getTime(),
      base: evidence.base.name,
      before,
      since: await sinceOf(read, before, pin),
      sight: sightOf(evidence, before, pin),
      change: change && { changeClass: change.planned.plan.changeClass, digest: change.digest },
      approvals: evidence.records.approvals(environment.name).approvals,
      inFlight: inFlight(evidence, environment, moved, cluster),
      isWayBack: await isWayBack(read, pin),
      overrides: evidence.records.overrides(environment.name, cluster).overrides,
    });
  }
  return facts;
}
