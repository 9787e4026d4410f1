import { type ReleaseRead, readRelease } from "./read-release.ts";
import { releaseNumbers } from "./release-numbers.ts";

/** The newest release of a cluster as it is on disk; undefined when none was cut. */
export interface NewestRelease {
  readonly number: number;
  readonly read: ReleaseRead;
}

/** Reads the newest release of a cluster. */
export function newestRelease(root: string, cluster: string): NewestRelease | undefined {
  const number = releaseNumbers(root, cluster).at(-1);
  return number === undefined ? undefined : { number, read: readRelease(root, cluster, number) };
}
