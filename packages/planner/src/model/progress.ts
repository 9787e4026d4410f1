import { progressGroups } from "./group-progress.ts";
import { progressKubernetes } from "./kubernetes.ts";
import type { World } from "./world.ts";

/** Lets a moment pass for everything but the operator. */
export function progress(world: World): void {
  world.now += world.random.between(50, 900);
  progressKubernetes(world);
  progressGroups(world);
}

/** Whether the status says that the spec, as it is, was made true. */
export function isReady({ api: { cluster } }: World): boolean {
  const ready = cluster?.status?.conditions?.find(({ type }) => type === "Ready");
  return ready?.status === "True" && cluster?.status?.observedGeneration === cluster?.metadata.generation;
}

/** Whether all members are in one group, with everything there is to have. */
export function isWhole(world: World): boolean {
  const [group, ...others] = world.groups;
  if (world.api.identity === undefined) return false;
  const replicas = world.api.set?.content.spec.replicas ?? 0;
  if (
    group === undefined ||
    others.length > 0 ||
    group.members.size !== replicas ||
    world.pods.size !== replicas ||
    world.down.size + world.isolated.size > 0
  )
    return false;
  return [...world.pods.values()].every(
    ({ server, deleteAt }) =>
      deleteAt === undefined &&
      server?.group === group &&
      server.state === "ONLINE" &&
      server.stuckSince === undefined &&
      server.busy === undefined &&
      server.volume.executed === group.log.length &&
      server.volume.log === group.log,
  );
}

/** Whether the primary takes writes, and nobody else in the group. */
export function isClosed(world: World): boolean {
  return [...world.pods.values()].every(
    ({ server }) =>
      server?.state !== "ONLINE" ||
      server.superReadOnly === (server.group?.primary !== server.volume.serverUuid),
  );
}
