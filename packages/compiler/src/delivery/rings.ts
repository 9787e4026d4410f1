import type { EnvironmentEntry } from "../definition/entries.ts";

/** Clusters that are delivered together, after those of the group before. */
export interface DeliveryGroup {
  /** Absent of those in no ring. */
  readonly ring?: string;
  /** Their names, in order. */
  readonly clusters: readonly string[];
}

/**
 * The clusters of an environment in the order they are delivered: the rings in the order of its definition, and then those
 * that are in none. Only names of `delivered` are told, and only groups that have some.
 */
export function deliveryGroups(
  { rings }: EnvironmentEntry,
  delivered: readonly string[],
): readonly DeliveryGroup[] {
  const inRings = new Set([...rings.values()].flat());
  const groups: readonly DeliveryGroup[] = [
    ...[...rings].map(([ring, clusters]) => ({ ring, clusters })),
    { clusters: delivered.filter((name) => !inRings.has(name)) },
  ];
  return groups
    .map((group) => ({
      ...group,
      clusters: group.clusters.filter((name) => delivered.includes(name)).sort(),
    }))
    .filter(({ clusters }) => clusters.length > 0);
}
