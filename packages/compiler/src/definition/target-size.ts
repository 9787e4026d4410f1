import type { EnvironmentEntry } from "./entries.ts";

/** How many clusters the operator of an environment's Kubernetes cluster looks after, those on their way out among them. */
export function clustersOnTarget(
  { target }: Pick<EnvironmentEntry, "target">,
  environments: Iterable<Pick<EnvironmentEntry, "target" | "listed" | "retired">>,
): number {
  return [...environments]
    .filter((other) => other.target === target)
    .reduce((sum, { listed, retired }) => sum + listed.length + retired.length, 0);
}
