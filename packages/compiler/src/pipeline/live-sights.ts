import { environmentBefore } from "../definition/chain.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Sight } from "../gates/verdict.ts";
import { type LiveOptions, listedClusters } from "../live/live-changes.ts";
import { type ClusterSight, clusterSight } from "../live/sight.ts";
import { isCluster } from "../plan/built-states.ts";
import type { CompiledFleet } from "./compiled-fleet.ts";

/** What is seen of the clusters of an environment, by name; why nothing is otherwise. */
export type LiveSights =
  | { readonly kind: "seen"; readonly sights: ReadonlyMap<string, ClusterSight> }
  | { readonly kind: "unread"; readonly context: string; readonly reason: string };

/** Looks at the clusters of an environment as they run. */
export async function liveSights(
  { resolved }: CompiledFleet,
  { name, target, namespace }: EnvironmentEntry,
  { contexts, timeout }: LiveOptions,
): Promise<LiveSights> {
  const context = contexts.get(name) ?? target;
  const listed = await listedClusters(context, namespace, timeout);
  if (listed.kind === "unread") return { ...listed, context };
  const sights = resolved.overlays
    .filter(({ environment }) => environment.name === name)
    .map(({ cluster, manifest }) => {
      const running = listed.clusters.find((object) => isCluster(object, cluster.name));
      return [cluster.name, clusterSight(manifest, running)] as const;
    });
  return { kind: "seen", sights: new Map(sights) };
}

/**
 * What is seen of the clusters of some environments, and of those before them; a function that knows nothing where nobody
 * asked for it.
 */
export async function seenBefore(
  compiled: CompiledFleet,
  environments: readonly EnvironmentEntry[],
  live: LiveOptions | undefined,
): Promise<(environment: string, cluster: string) => Sight | undefined> {
  if (live === undefined) return () => undefined;
  const asked = new Set(
    environments.flatMap((entry) => [
      entry,
      ...entry.listed.flatMap((cluster) => environmentBefore(compiled.fleet, entry, cluster) ?? []),
    ]),
  );
  const seen = new Map(
    await Promise.all(
      [...asked].map(async (entry) => [entry.name, await liveSights(compiled, entry, live)] as const),
    ),
  );
  return (environment, cluster) => {
    const found = seen.get(environment);
    if (found === undefined) return undefined;
    if (found.kind === "unread")
      return { kind: "unseen", why: `${environment} cannot be looked at: ${found.reason}` };
    const sight = found.sights.get(cluster);
    if (sight === undefined) return { kind: "unseen", why: `${environment} does not run it` };
    return { kind: "seen", ...sight, at: "", by: "live" };
  };
}
