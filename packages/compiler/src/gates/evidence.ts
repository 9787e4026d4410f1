import type { DigestedChange } from "../approvals/verdicts.ts";
import { momentText } from "../calendar/zone.ts";
import { environmentBefore } from "../definition/chain.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import {
  type FileHistory,
  type FleetInGit,
  fileHistory,
  type Since,
  saidSince,
} from "../git/file-history.ts";
import { attestationsFile, lockFile, overridesFile, releaseDirectory } from "../layout.ts";
import type { Attestation } from "../records/attestations.ts";
import { type Override, overridesOf } from "../records/overrides.ts";
import type { RecordReaders } from "../records/readers.ts";
import { releaseDigest } from "../releases/checksums.ts";
import { type Lock, lockOf } from "../releases/lock.ts";
import { CHECKSUMS, DEFINITION_DATA } from "../releases/release.ts";
import { type MovedPin, pinnedClusters } from "./moved-pins.ts";
import { DEEPEN, type EnvironmentBefore, type PromotionFacts, type Sight } from "./verdict.ts";

/** What gates are judged by, of a whole fleet. */
export interface Evidence {
  readonly fleet: Fleet;
  readonly git: FleetInGit;
  /** The commit that the fleet is compared with. */
  readonly committed: CommittedFiles;
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

/** What a recorded sight of a release is worth: nothing when it is of another one, or of another time. */
function attestedSight(
  { name, follows }: EnvironmentBefore,
  digest: string,
  seen: Attestation | null,
  since: Since | undefined,
  now: number,
): Sight {
  const unseen = (why: string, hint?: string): Sight => ({
    kind: "unseen",
    why,
    ...(hint === undefined ? {} : { hint }),
  });
  if (seen === null) return unseen(`nobody recorded what was seen of it in ${name}`);
  if (seen.digest !== digest) return unseen(`what was last seen in ${name} is release ${seen.release}`);
  const { healthy: isHealthy, saw, at } = seen;
  if (Date.parse(at) > now) return unseen(`what was seen in ${name} is dated ${at}, which is yet to come`);
  if (follows === "releases" && !isSeenSince(seen, since)) {
    if (since === undefined)
      return unseen(
        `${name} does not run it in the commit that is compared with`,
        `merge its promotion to ${name} first, then grampus attest --env ${name}`,
      );
    const pinned = `${momentText(since.seconds * 1000, "UTC")} (${since.commit.slice(0, 7)})`;
    return since.isAtLeast
      ? unseen(
          `this clone is shallow, so whether ${name} pinned it before it was seen on ${at} is not known`,
          DEEPEN,
        )
      : unseen(`in ${name} it was last seen on ${at}, before this release was pinned there on ${pinned}`);
  }
  return { kind: "seen", isHealthy, saw, at, by: "attestation" };
}

/** Whether a sight is of the time since when a release is pinned. */
function isSeenSince({ at }: Attestation, since: Since | undefined): boolean {
  return since !== undefined && Date.parse(at) >= since.seconds * 1000;
}

function sightOf(
  evidence: Evidence,
  before: EnvironmentBefore | undefined,
  { cluster, release }: MovedPin,
  since: Since | undefined,
): Sight {
  if (before === undefined) return { kind: "unseen", why: "no environment comes before" };
  const live = evidence.live(before.name, cluster);
  if (live !== undefined) return live;
  const { byCluster, diagnostics } = evidence.records.attestations(before.name);
  if (diagnostics.length > 0)
    return { kind: "unseen", why: `${attestationsFile(before.name)} cannot be read` };
  const seen = byCluster.get(cluster) ?? null;
  return attestedSight(before, release.digest, seen, since, evidence.now.getTime());
}

/** Whether an environment's release of a cluster was seen healthy since it is pinned. */
async function wasSeenHealthy(
  evidence: Evidence,
  read: Histories,
  environment: string,
  cluster: string,
  digest: string,
): Promise<boolean> {
  const live = evidence.live(environment, cluster);
  if (live !== undefined) return live.kind === "seen" && live.isHealthy;
  const seen = evidence.records.attestations(environment).byCluster.get(cluster) ?? null;
  if (seen?.digest !== digest || !seen.healthy || Date.parse(seen.at) > evidence.now.getTime()) return false;
  const since = await saidSince(await read.lock(environment), (lock) => lock.get(cluster)?.digest === digest);
  return isSeenSince(seen, since);
}

/** Clusters of an environment whose release moves, or was not seen healthy since it moved, in name order. */
async function unsettled(
  evidence: Evidence,
  read: Histories,
  environment: EnvironmentEntry,
  moved: ReadonlySet<string>,
): Promise<readonly string[]> {
  if (!environment.gates.some(({ kind }) => kind === "maxInFlight")) return [];
  const clusters: string[] = [];
  for (const [cluster, { digest }] of pinnedClusters(environment))
    if (moved.has(cluster) || !(await wasSeenHealthy(evidence, read, environment.name, cluster, digest)))
      clusters.push(cluster);
  return clusters;
}

/** The overrides of a pin that this change brings, and those that the commit has which it is compared with. */
function overridesOfPin(
  { records }: Evidence,
  committed: ReadonlyMap<string, string>,
  { environment: { name }, cluster }: MovedPin,
) {
  const file = overridesFile(name, cluster);
  const known = new Set(
    overridesOf(file, committed.get(file) ?? "").overrides.map((one) => JSON.stringify(one)),
  );
  const { overrides } = records.overrides(name, cluster);
  const isUsed = (one: Override) => known.has(JSON.stringify(one));
  return {
    overrides: overrides.filter((one) => !isUsed(one)),
    usedOverrides: overrides.filter(isUsed),
  };
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
  const movedBy = new Map<EnvironmentEntry, ReadonlySet<string>>();
  const unsettledBy = new Map<EnvironmentEntry, readonly string[]>();
  for (const [environment, some] of Map.groupBy(pins, (pin) => pin.environment)) {
    const moved = new Set(some.map(({ cluster }) => cluster));
    movedBy.set(environment, moved);
    unsettledBy.set(environment, await unsettled(evidence, read, environment, moved));
  }
  const committed = await evidence.committed.texts(
    pins.map(({ environment, cluster }) => overridesFile(environment.name, cluster)),
  );
  const facts: PromotionFacts[] = [];
  for (const pin of pins) {
    const { environment, cluster, release } = pin;
    const moved = movedBy.get(environment) ?? new Set();
    const before = beforeOf(evidence, pin);
    const since = await sinceOf(read, before, pin);
    const isInFlight = (other: string) => other !== cluster && (!moved.has(other) || other < cluster);
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
      since,
      sight: sightOf(evidence, before, pin, since),
      change: change && { changeClass: change.planned.plan.changeClass, digest: change.digest },
      approvals: evidence.records.approvals(environment.name).approvals,
      inFlight: (unsettledBy.get(environment) ?? []).filter(isInFlight),
      isWayBack: await isWayBack(read, pin),
      ...overridesOfPin(evidence, committed, pin),
    });
  }
  return facts;
}
