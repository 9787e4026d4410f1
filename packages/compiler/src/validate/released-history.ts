import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";
import type { Finding } from "../findings/finding.ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { mergedIds } from "../git/merge-head.ts";
import {
  definitionFile,
  environmentOfLock,
  generatedFolder,
  releaseDirectory,
  releaseNumber,
} from "../layout.ts";
import { releaseCodes } from "../releases/diagnostics.ts";
import { readLock } from "../releases/lock.ts";
import { CHECKSUMS, DEFINITION_DATA } from "../releases/release.ts";
import { releaseNumbers } from "../releases/release-numbers.ts";

interface CommittedRelease {
  readonly cluster: string;
  readonly number: number;
  /** The object id of its list of digests. */
  readonly id: string;
}

/** The releases of a commit, which are those with a list of digests. */
function committedReleases(ids: ReadonlyMap<string, string>): readonly CommittedRelease[] {
  return [...ids].flatMap(([file, id]): readonly CommittedRelease[] => {
    const folder = file.endsWith(`/${CHECKSUMS}`) ? generatedFolder(file) : undefined;
    const number = releaseNumber(file.split("/").at(-2) ?? "");
    if (folder?.kind !== "releases" || number === undefined) return [];
    return [{ cluster: folder.cluster, number, id }];
  });
}

function checksumsOf(root: string, { cluster, number }: CommittedRelease): string | undefined {
  const file = `${releaseDirectory(cluster, number)}/${CHECKSUMS}`;
  try {
    return readFileSync(path.join(root, file), "utf8").replaceAll("\r\n", "\n");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw fileFault("cannot-read", file, error);
  }
}

/** The releases that locks of a commit pin, by `cluster/number`, with the environment. */
async function committedPins(committed: CommittedFiles): Promise<ReadonlyMap<string, string>> {
  const locks = [...committed.ids.keys()].filter((file) => environmentOfLock(file) !== undefined);
  const pins = new Map<string, string>();
  for (const [file, text] of await committed.texts(locks)) {
    const read = readLock(text);
    if (read.kind !== "lock") continue;
    for (const [cluster, pin] of read.lock) {
      if (pin !== null) pins.set(`${cluster}/${pin.release}`, environmentOfLock(file) ?? "");
    }
  }
  return pins;
}

/** Why a release of a commit has to stay: an environment ran it, or it is the newest. */
function whyNeeded(
  { cluster, number }: CommittedRelease,
  newest: ReadonlyMap<string, number>,
  pins: ReadonlyMap<string, string>,
): string | undefined {
  const environment = pins.get(`${cluster}/${number}`);
  if (environment !== undefined) return `${environment} runs`;
  return newest.get(cluster) === number ? "is the newest" : undefined;
}

function place({ cluster, number }: CommittedRelease) {
  return { file: `${releaseDirectory(cluster, number)}/${DEFINITION_DATA}`, line: 1, column: 1 };
}

/**
 * Finds releases that a commit has, and that are others or gone. A release that nobody runs in the commit, and that is
 * not the newest, may go: the number of the newest would be given to another; so may those of a cluster that has no definition any more.
 * One that is what a merge brings in was taken from there, and is right.
 */
export async function releasedHistoryFindings(
  root: string,
  committed: CommittedFiles,
): Promise<readonly Finding[]> {
  const all = committedReleases(committed.ids);
  const others = all.flatMap((release) => {
    const text = checksumsOf(root, release);
    return text !== undefined && blobId(text, committed.hash) === release.id ? [] : [{ release, text }];
  });
  if (others.length === 0) return [];
  const merged = await mergedIds(root);
  const wrong = others.filter(({ release: { cluster, number }, text }) => {
    const id = merged.get(`${releaseDirectory(cluster, number)}/${CHECKSUMS}`);
    return text === undefined || blobId(text, committed.hash) !== id;
  });
  const newest = new Map<string, number>();
  for (const { cluster, number } of all) {
    const known = newest.get(cluster) ?? releaseNumbers(root, cluster).at(-1) ?? 0;
    newest.set(cluster, Math.max(number, known));
  }
  const [pins, commit] = await Promise.all([committedPins(committed), committed.name()]);
  return wrong.flatMap(({ release, text }): readonly Finding[] => {
    const { cluster, number } = release;
    const name = { cluster, release: number, commit };
    const directory = releaseDirectory(cluster, number);
    const ref = /\s/.test(committed.ref) ? "HEAD" : committed.ref;
    const hint = `bring it back with git checkout ${ref} -- ${directory}`;
    if (text !== undefined) {
      const anew = `${hint}; your own is cut anew with grampus release ${cluster}`;
      return [{ diagnostic: releaseCodes.create("changed", name, { hint: anew, source: place(release) }) }];
    }
    const reason = whyNeeded(release, newest, pins);
    const isGone = !existsSync(path.join(root, definitionFile("cluster", cluster)));
    if (reason === undefined || isGone) return [];
    const prune = `${hint}; grampus releases --prune removes what nobody needs`;
    return [{ diagnostic: releaseCodes.create("removed", { ...name, reason }, { hint: prune }) }];
  });
}

/**
 * Finds releases whose number a branch gave to others since this one left it.
 *
 * @param tip the branch as it is now
 * @param base where it was left: what both have is compared elsewhere
 */
export function numberTwiceFindings(
  root: string,
  tip: { readonly ref: string; readonly ids: ReadonlyMap<string, string> },
  base: CommittedFiles,
): readonly Finding[] {
  const known = new Set(committedReleases(base.ids).map(({ cluster, number }) => `${cluster}/${number}`));
  return committedReleases(tip.ids).flatMap((release): readonly Finding[] => {
    const { cluster, number } = release;
    const text = checksumsOf(root, release);
    const isKnown = known.has(`${cluster}/${number}`);
    if (isKnown || text === undefined || blobId(text, base.hash) === release.id) return [];
    const directory = releaseDirectory(cluster, number);
    const hint = `git merge ${tip.ref}, take theirs with git checkout ${tip.ref} -- ${directory}, cut your own anew with grampus release ${cluster}, and promote that`;
    const name = { cluster, release: number, commit: tip.ref };
    return [{ diagnostic: releaseCodes.create("number-twice", name, { hint, source: place(release) }) }];
  });
}
