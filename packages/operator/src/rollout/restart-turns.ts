import type { Decision, RestartTurn } from "@grampus/planner";

/**
 * Whose turn it is to restart members for a new operator or another platform. Such a change reaches every cluster at the
 * same moment; clusters take it one after the other, so that one it does not suit is the only one it harms.
 */
export interface RestartTurns {
  /** Clusters whose turn it is, as `namespace/name`. */
  readonly holders: readonly string[];
  /** Clusters that wait for theirs, the next one first. */
  readonly waiting: readonly string[];
  turnOf(cluster: string): RestartTurn;
  /** Takes in what was decided for a cluster; gives the clusters whose turn came with it, to be looked at at once. */
  decided(cluster: string, restart: Decision["restart"]): readonly string[];
  /** The same for a cluster that is gone. */
  forget(cluster: string): readonly string[];
}

/**
 * Turns for at most `limit` clusters at a time. A cluster keeps its turn until all its members are restarted and its
 * group is well again; one that does not get there keeps the others from following it. What else it waits for, such as a
 * person's word about its spec, is not counted.
 *
 * @param begun clusters that are in the middle of a restart when the process starts: they come first
 */
export function restartTurns(limit: number, begun: Iterable<string> = []): RestartTurns {
  // `sure`: it was seen to have members to restart, so it is its group that is waited for.
  const holders = new Map<string, { sure: boolean }>();
  const waiting = new Set<string>(begun);
  for (const cluster of [...waiting].slice(0, limit)) {
    waiting.delete(cluster);
    holders.set(cluster, { sure: false });
  }

  function grantNext(): readonly string[] {
    const granted: string[] = [];
    for (const cluster of waiting) {
      if (holders.size >= limit) break;
      waiting.delete(cluster);
      holders.set(cluster, { sure: true });
      granted.push(cluster);
    }
    return granted;
  }

  return {
    get holders() {
      return [...holders.keys()].sort();
    },
    get waiting() {
      return [...waiting];
    },
    turnOf: (cluster) => (holders.has(cluster) ? "granted" : "waits"),
    decided(cluster, restart) {
      const held = holders.get(cluster);
      if (held === undefined) {
        if (restart === "wanted") waiting.add(cluster);
        else waiting.delete(cluster);
        return grantNext();
      }
      if (restart === "wanted" || restart === "blocked") held.sure = true;
      else if (restart === "none" || !held.sure) holders.delete(cluster);
      return grantNext();
    },
    forget(cluster) {
      holders.delete(cluster);
      waiting.delete(cluster);
      return grantNext();
    },
  };
}
