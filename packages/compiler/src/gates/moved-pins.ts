import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Lock } from "../releases/lock.ts";
import type { Release } from "../releases/release.ts";

/** A release that an environment is to run, and did not run in the commit before. */
export interface MovedPin {
  readonly environment: EnvironmentEntry;
  readonly cluster: string;
  readonly release: Release;
}

/** The releases that an environment runs, by the name of their cluster, in name order. */
export function pinnedClusters({ clusters }: EnvironmentEntry): ReadonlyMap<string, Release> {
  const pins = clusters.flatMap(({ cluster, source }): readonly (readonly [string, Release])[] =>
    source.kind === "release" ? [[cluster.name, source.release]] : [],
  );
  return new Map(pins.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** The pins of an environment that its lock did not have before, in name order. */
export function movedPins(environment: EnvironmentEntry, before: Lock): readonly MovedPin[] {
  return [...pinnedClusters(environment)]
    .filter(([cluster, { digest }]) => before.get(cluster)?.digest !== digest)
    .map(([cluster, release]) => ({ environment, cluster, release }));
}
