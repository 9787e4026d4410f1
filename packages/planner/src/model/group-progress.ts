import { finishBusy, rejoin } from "./group-entry.ts";
import { connected, expelSilent, hasMajority, progressMember } from "./group-membership.ts";
import { isOff, type World } from "./world.ts";

/** Lets all groups and servers go on for a moment. */
export function progressGroups(world: World): void {
  for (const group of world.groups) {
    const first = [...world.pods.values()].find(
      (pod) =>
        pod.server?.group === group &&
        pod.server.upAt <= world.now &&
        hasMajority(world, group, pod) &&
        group.members.has(pod.server.volume.serverUuid),
    );
    if (first !== undefined) expelSilent(world, group, connected(world, group, first));
  }
  for (const pod of world.pods.values()) {
    const { server } = pod;
    if (server === undefined || server.upAt > world.now || isOff(world, pod.node)) continue;
    if (server.busy !== undefined) finishBusy(world, pod, server);
    else if (server.group !== undefined) progressMember(world, pod, server, server.group);
    else if (server.state === "ERROR") rejoin(world, pod, server);
    else if (server.applierRunning && world.random.chance(0.5)) server.volume.executed = server.volume.length;
  }
  world.groups = world.groups.filter((group) =>
    [...world.pods.values()].some(
      (pod) => pod.server?.group === group && group.members.has(pod.server.volume.serverUuid),
    ),
  );
}
