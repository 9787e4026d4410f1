import type { EnvironmentEntry } from "../definition/entries.ts";

/**
 * The clusters of an environment in the order they are delivered: the rings in the order of its definition, and then those
 * that are in none. Only names of `delivered` are told, and only groups that have some.
 */
export function deliveryOrder(
  { rings }: EnvironmentEntry,
  delivered: readonly string[],
): readonly (readonly string[])[] {
  const inRings = new Set([...rings.values()].flat());
  const groups = [...rings.values(), delivered.filter((name) => !inRings.has(name))];
  return groups
    .map((names) => names.filter((name) => delivered.includes(name)).sort())
    .filter((names) => names.length > 0);
}
