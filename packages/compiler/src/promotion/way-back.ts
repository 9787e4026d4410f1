/** Where a cluster goes back to. */
export interface WayBack {
  /** The release that ran before the one that runs; undefined when none did. */
  readonly to: number | undefined;
  /** Releases that the environment went back from and does not run since, in the order of their numbers. */
  readonly givenUp: readonly number[];
}

/** The releases that led to the last one: a release that runs again takes those with it that ran since it ran first. */
function leading(ran: readonly number[]): readonly number[] {
  const path: number[] = [];
  for (const release of ran) {
    const index = path.indexOf(release);
    if (index < 0) path.push(release);
    else path.length = index + 1;
  }
  return path;
}

/**
 * Where a cluster goes back to: the release before the running one among those that led to it, so that twice back is two back,
 * and none that the environment went back from is run again.
 *
 * @param ran what the environment ran, the first one first
 * @param running the release that runs; undefined when none does, and then the last one that ran is what to go back to
 */
export function wayBack(ran: readonly number[], running: number | undefined): WayBack {
  const all = running === undefined ? ran : [...ran, running];
  const path = leading(all);
  const givenUp = [...new Set(all)].filter((release) => !path.includes(release));
  return { to: path.at(running === undefined ? -1 : -2), givenUp: givenUp.sort((one, other) => one - other) };
}
