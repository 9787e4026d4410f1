import { eventually } from "./retry.ts";
import type { TestedCluster } from "./tested-cluster.ts";

/** The member the primary Service leads to, once there is one. */
export function settledPrimary(cluster: TestedCluster): Promise<string> {
  return eventually("there is a primary", () => cluster.primary(), { within: 60_000 });
}

/** Makes a member the primary by hand, unless it is. Gives the milliseconds that the server took for it. */
export async function switchover(cluster: TestedCluster, to: string): Promise<number> {
  const from = await settledPrimary(cluster);
  if (from === to) return 0;
  const other = await cluster.connect({ member: to });
  const [identity] = await other.query({ sql: "SELECT @@server_uuid AS id", timeout: 5000 });
  other.destroy();
  const primary = await cluster.connect({ member: from });
  const startedAt = performance.now();
  const sql = `SELECT group_replication_set_as_primary('${identity?.id}')`;
  // The operator ends clients' sessions on a member that was the primary, this one too if it is quick enough.
  const outcome = await primary.query({ sql, timeout: 20_000 }).catch((error: unknown) => error);
  const took = performance.now() - startedAt;
  primary.destroy();
  await eventually(
    `${to} is the primary after ${String(outcome)}`,
    async () => ((await cluster.primary()) === to ? true : undefined),
    { within: 20_000, every: 100 },
  );
  return took;
}
