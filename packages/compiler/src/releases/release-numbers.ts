import { directoryEntries } from "../fleet/sources.ts";
import { releaseNumber, releasesDirectory } from "../layout.ts";

/** The numbers of the releases of a cluster that have a folder, lowest first. */
export function releaseNumbers(root: string, cluster: string): readonly number[] {
  return directoryEntries(root, releasesDirectory(cluster))
    .flatMap((name) => releaseNumber(name) ?? [])
    .sort((left, right) => left - right);
}
