import { hash } from "node:crypto";
import type { FluxSettings } from "@grampus/dsl";
import type { DeliveryGroup } from "./rings.ts";

/** Up to so many clusters of an environment have a Kustomization of their own (docs/decisions/0034). */
const MOST_ALONE = 20;
/** Into so many Kustomizations those of a larger one are spread, in each ring. */
const SHARDS = 4;

/** Clusters that one Kustomization delivers. */
export interface Shard {
  readonly name: string;
  /** Their names, in order. */
  readonly clusters: readonly string[];
}

/** Into how many Kustomizations each ring of an environment is spread; undefined where each cluster has its own. */
export function shardCount({ shards }: FluxSettings, clusters: number): number | undefined {
  if (shards !== undefined) return shards === false ? undefined : shards;
  return clusters > MOST_ALONE ? SHARDS : undefined;
}

/** Which of `count` shards a cluster is in: its name alone says it, so that no other cluster moves it. */
function shardOf(cluster: string, count: number): number {
  return Number.parseInt(hash("sha256", cluster, "hex").slice(0, 8), 16) % count;
}

/** The name of a shard: `07`, or `canary-07` in a ring. */
export function shardName(ring: string | undefined, shard: number): string {
  const number = String(shard).padStart(2, "0");
  return ring === undefined ? number : `${ring}-${number}`;
}

/** The clusters of a group by shard, in the order of their names; no shard is empty. */
export function shardsOf({ ring, clusters }: DeliveryGroup, count: number): readonly Shard[] {
  return Array.from({ length: count }, (_, shard) => ({
    name: shardName(ring, shard),
    clusters: clusters.filter((cluster) => shardOf(cluster, count) === shard),
  })).filter((shard) => shard.clusters.length > 0);
}
