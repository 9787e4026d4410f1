import { commit, writablePrimary } from "./commits.ts";
import { count, isReachable, type World } from "./world.ts";

/** A client writes through the primary's Service: the pods with the label that are ready and reached. */
export function writeThroughService(world: World): void {
  for (const pod of world.pods.values()) {
    if (pod.role !== "primary" || pod.server?.state !== "ONLINE" || !isReachable(world, pod.node)) continue;
    const { group } = pod.server;
    if (group === undefined || writablePrimary(world, group) !== pod) continue;
    world.acknowledged.push(commit(world, group, pod));
    count(world, "acknowledged write");
  }
}

/** A client beside the server, which needs neither Service nor label, tries every primary there is. */
export function writeLocally(world: World): void {
  for (const group of world.groups) {
    const pod = writablePrimary(world, group);
    if (pod === undefined || pod.role !== "primary") continue;
    world.acknowledged.push(commit(world, group, pod));
    count(world, "acknowledged write");
  }
}
