import { gitLine } from "../git/committed-files.ts";
import { fileHistory, fleetInGit } from "../git/file-history.ts";
import { lockFile } from "../layout.ts";
import { type Lock, lockOf } from "../releases/lock.ts";

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
  const head = await gitLine(root, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
  if (head === undefined) return { isCut: false };
  const { version, isCut } = await fileHistory(await fleetInGit(root), head, lockFile(environment), lockOf);
  for (let index = 0; ; index++) {
    const found = await version(index);
    if (found === undefined) return { isCut };
    const { commit, seconds, content: lock } = found;
    if (!visit({ commit, seconds, lock })) return { isCut: false };
  }
}

/** The releases of clusters that an environment ran, in the commits of this branch. */
export interface RanReleases extends HistoryEnd {
  readonly has: (cluster: string, release: number) => boolean;
  /** The releases of a cluster in the order in which they ran, the first one first; one that ran again again. */
  readonly of: (cluster: string) => readonly number[];
}

/** Reads which releases an environment ran. */
export async function ranReleases(root: string, environment: string): Promise<RanReleases> {
  const ran = new Map<string, number[]>();
  const end = await visitLocks(root, environment, ({ lock }) => {
    for (const [cluster, pin] of lock) {
      if (pin === null) continue;
      const releases = ran.get(cluster);
      if (releases === undefined) ran.set(cluster, [pin.release]);
      else if (releases.at(-1) !== pin.release) releases.push(pin.release);
    }
    return true;
  });
  return {
    ...end,
    has: (cluster, release) => ran.get(cluster)?.includes(release) === true,
    of: (cluster) => (ran.get(cluster) ?? []).toReversed(),
  };
}
