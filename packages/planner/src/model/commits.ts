import { connected, flush, hasMajority } from "./group-membership.ts";
import { fresh, podOfServer, type SimulatedGroup, type SimulatedPod, type World } from "./world.ts";

/** The group's primary, when a write on it would be acknowledged now. */
export function writablePrimary(world: World, group: SimulatedGroup): SimulatedPod | undefined {
  const pod = group.primary === undefined ? undefined : podOfServer(world, group.primary);
  const server = pod?.server;
  if (pod === undefined || server === undefined || server.group !== group || server.state !== "ONLINE")
    return undefined;
  if (server.superReadOnly || server.stuckSince !== undefined || server.busy?.kind === "stopping")
    return undefined;
  if (server.lockedUntil > world.now) return undefined;
  return hasMajority(world, group, pod) ? pod : undefined;
}

/** Commits a transaction on the primary: on its disk and in the memory of a majority before anybody is told. */
export function commit(world: World, group: SimulatedGroup, pod: SimulatedPod): number {
  const transaction = fresh(world);
  group.log.push(transaction);
  const { server } = pod;
  if (server !== undefined) {
    server.received = group.log.length;
    flush(server, group);
    server.volume.executed = server.volume.length;
  }
  const others = connected(world, group, pod).filter((other) => other !== pod);
  const needed = Math.floor(group.members.size / 2);
  others.forEach((other, index) => {
    if (other.server !== undefined && (index < needed || world.random.chance(0.6))) {
      other.server.received = group.log.length;
    }
  });
  return transaction;
}
