import type { Cluster } from "@grampus/api";
import { parseQuantity } from "@grampus/api";

const MI = 1024 * 1024;
const CHUNK = 128 * MI;
const SMALL = 1024 * MI;

/** Bytes a member may use, by its limit or else its request; `undefined` when the spec names neither. */
export function memberMemory(cluster: Cluster): number | undefined {
  const server = cluster.spec?.resources?.server;
  const text = server?.limits?.memory ?? server?.requests?.memory;
  const nanos = text === undefined ? undefined : parseQuantity(String(text));
  return nanos === undefined ? undefined : Number(nanos / 1_000_000_000n);
}

/**
 * Sizes that follow the member's memory. Without a figure the server's own defaults stay, but for the group's message
 * cache, which grows to 1 GiB by default. Below 1 GiB the performance schema is off: it costs 100 to 300 MiB, and what
 * the operator reads of it works without.
 */
export function sizesForMemory(memory: number | undefined): Readonly<Record<string, string | number>> {
  if (memory === undefined) return { group_replication_message_cache_size: CHUNK };
  if (memory < SMALL) {
    return {
      innodb_buffer_pool_size: memory < 768 * MI ? CHUNK / 2 : CHUNK,
      innodb_log_buffer_size: 8 * MI,
      table_open_cache: 400,
      table_definition_cache: 400,
      performance_schema: "OFF",
      group_replication_message_cache_size: CHUNK,
    };
  }
  const eighth = Math.floor(memory / 8 / CHUNK) * CHUNK;
  return {
    innodb_buffer_pool_size: Math.floor(memory / 2 / CHUNK) * CHUNK,
    group_replication_message_cache_size: Math.min(1024 * MI, Math.max(CHUNK, eighth)),
  };
}
