import { readFileSync } from "node:fs";
import path from "node:path";
import { lockFile } from "../layout.ts";
import { release } from "../pipeline/release.ts";
import { lockText, type Pin, readLock } from "../releases/lock.ts";
import { readRelease } from "../releases/read-release.ts";
import { clusterText, environmentText, type FleetDirectory } from "./fleet-directory.ts";
import { type GitFleet, gitFleet } from "./git-fleet.ts";

/** A fleet of two clusters in an environment that follows the definitions, and one behind it that follows releases. */
export const RELEASED_FLEET: Readonly<Record<string, string>> = {
  "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  owner: "team-billing",\n  members: 3,'),
  "clusters/orders/cluster.ts": clusterText(
    '  name: "orders",\n  members: 3,\n  storage: { size: "20Gi", class: "fast" },\n  variables: { max_connections: 500 },',
  ),
  "environments/dev/environment.ts": environmentText(
    ["billing", "orders"],
    '  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { billing, orders },',
  ),
  "environments/prod/environment.ts": environmentText(
    ["billing", "orders"],
    '  name: "prod",\n  after: "dev",\n  namespace: "mysql-prod",\n  platform: kubernetes(),\n  clusters: { billing, orders: override(orders, { members: (orders.members ?? 0) + 2 }) },',
  ),
};

/** Writes into a lock which release of a cluster an environment runs, as a promotion would. */
export function pin(fleet: FleetDirectory, environment: string, cluster: string, number: number): void {
  const file = lockFile(environment);
  const pins = new Map<string, Pin | null>();
  try {
    const read = readLock(readFileSync(path.join(fleet.root, file), "utf8"));
    if (read.kind === "lock") for (const [name, known] of read.lock) pins.set(name, known);
  } catch {
    pins.clear();
  }
  const read = readRelease(fleet.root, cluster, number);
  if (read.kind !== "release") throw new RangeError(`no release ${number} of ${cluster}`);
  pins.set(cluster, { release: number, digest: read.release.digest });
  fleet.write({ [file]: lockText(pins) });
}

/** Cuts releases, and gives their numbers. */
export async function cut(fleet: FleetDirectory, ...clusters: readonly string[]): Promise<readonly number[]> {
  const result = await release({ root: fleet.root, selection: {}, clusters });
  if (result.kind === "refused") throw new RangeError(JSON.stringify(result.diagnostics));
  return result.clusters.map(({ release: number }) => number);
}

/** That fleet with release 1 of both clusters cut, run in prod, compiled and committed. */
export async function pinnedFleet(): Promise<GitFleet> {
  const fleet = await gitFleet(RELEASED_FLEET);
  await cut(fleet, "billing", "orders");
  for (const cluster of ["billing", "orders"]) pin(fleet, "prod", cluster, 1);
  const said = await fleet.compiled();
  if (said !== "") throw new RangeError(said);
  fleet.commit("releases");
  return fleet;
}
