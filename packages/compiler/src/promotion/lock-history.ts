import { CompilerFault } from "../fault.ts";
import { gitAnswer } from "../git/git.ts";
import { lockFile } from "../layout.ts";
import { type Lock, readLock } from "../releases/lock.ts";

/** A lock as a commit has it. */
export interface CommittedLock {
  readonly commit: string;
  /** When the commit was made, in seconds since 1970. */
  readonly seconds: number;
  readonly lock: Lock;
}

/** How far a reader of a lock's history came. */
export interface HistoryEnd {
  /** Whether the clone is shallow and all of it was read: there may be more that was not fetched. */
  readonly isCut: boolean;
}

const EMPTY: Lock = new Map();

/** Commits whose locks are read at a time. */
const CHUNK = 32;

/** The objects that `git cat-file --batch` gives, in the order they were asked for; undefined for one that is missing. */
function batchTexts(output: Buffer): readonly (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  for (let offset = 0; offset < output.length; ) {
    const end = output.indexOf(0x0a, offset);
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(output.subarray(offset, end).toString("utf8")) ?? [];
    if (size === undefined) {
      texts.push(undefined);
      offset = end + 1;
      continue;
    }
    const start = end + 1;
    texts.push(output.subarray(start, start + Number(size)).toString("utf8"));
    offset = start + Number(size) + 1;
  }
  return texts;
}

async function isShallow(root: string): Promise<boolean> {
  const answer = await gitAnswer(root, ["rev-parse", "--is-shallow-repository"]);
  return answer?.stdout.toString("utf8").trim() === "true";
}

/**
 * Reads the locks that an environment had, as the commits of this branch have them, from the newest to the oldest, until
 * `visit` says that it has seen enough. There are none without Git or a commit.
 *
 * @throws CompilerFault `git-failed`
 */
export async function visitLocks(
  root: string,
  environment: string,
  visit: (entry: CommittedLock) => boolean,
): Promise<HistoryEnd> {
  const file = lockFile(environment);
  const log = await gitAnswer(root, ["log", "--first-parent", "--format=%H %ct", "HEAD", "--", file]);
  if (log?.exitCode !== 0) return { isCut: false };
  const commits = log.stdout.toString("utf8").split("\n").filter(Boolean);
  for (let start = 0; start < commits.length; start += CHUNK) {
    const some = commits.slice(start, start + CHUNK).map((line) => line.split(" "));
    const input = some.map(([commit = ""]) => `${commit}:./${file}\n`).join("");
    const answer = await gitAnswer(root, ["cat-file", "--batch"], input);
    if (answer?.exitCode !== 0) {
      throw new CompilerFault("git-failed", `git cat-file failed: ${answer?.stderr ?? "git is gone"}`);
    }
    const texts = batchTexts(answer.stdout);
    for (const [index, [commit = "", seconds = ""]] of some.entries()) {
      const read = readLock(texts[index] ?? "");
      const lock = read.kind === "lock" ? read.lock : EMPTY;
      if (!visit({ commit, seconds: Number(seconds), lock })) return { isCut: false };
    }
  }
  return { isCut: await isShallow(root) };
}

/** The releases of clusters that an environment ran, in the commits of this branch. */
export interface RanReleases extends HistoryEnd {
  readonly has: (cluster: string, release: number) => boolean;
  /** The last release of a cluster that was another than this one. */
  readonly before: (cluster: string, release: number) => number | undefined;
}

/** Reads which releases an environment ran, the last ones first in each list. */
export async function ranReleases(root: string, environment: string): Promise<RanReleases> {
  const ran = new Map<string, number[]>();
  const end = await visitLocks(root, environment, ({ lock }) => {
    for (const [cluster, pin] of lock) {
      if (pin === null) continue;
      const releases = ran.get(cluster);
      if (releases === undefined) ran.set(cluster, [pin.release]);
      else if (!releases.includes(pin.release)) releases.push(pin.release);
    }
    return true;
  });
  return {
    ...end,
    has: (cluster, release) => ran.get(cluster)?.includes(release) === true,
    before: (cluster, release) => ran.get(cluster)?.find((other) => other !== release),
  };
}
