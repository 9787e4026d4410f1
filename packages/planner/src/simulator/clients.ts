import { ROLE_LABEL, ROLES } from "@grampus/api";
import { contentDigest, selectorLabels, serviceNames } from "@grampus/resources";
import { commit, writablePrimary } from "../model/commits.ts";
import {
  count,
  isReachable,
  type SimulatedClaim,
  type SimulatedGroup,
  type SimulatedPod,
  type World,
} from "../model/world.ts";
import { checkServed } from "./invariants.ts";

function write(world: World, group: SimulatedGroup, pod: SimulatedPod): void {
  checkServed(world, group, pod);
  world.acknowledged.push(commit(world, group, pod));
  count(world, "acknowledged write");
}

/** Whether the primary's Service selects members of the cluster by their role, and leads to their port. */
function leadsSomewhere({ api: { cluster, objects } }: World): boolean {
  const { name = "" } = cluster?.metadata ?? {};
  const content = objects.get(`Service/${serviceNames(name).primary}`)?.content;
  if (content?.kind !== "Service") return false;
  const asked = { ...selectorLabels(name), [ROLE_LABEL]: ROLES.primary };
  return contentDigest(content.spec.selector) === contentDigest(asked) && content.spec.ports.length > 0;
}

/** A client writes through the primary's Service: the pods with the label that are ready and reached. Whether it was told that it is committed. */
export function writeThroughService(world: World): boolean {
  let acknowledged = false;
  if (!leadsSomewhere(world)) return false;
  for (const pod of world.pods.values()) {
    if (
      !pod.selected ||
      pod.role !== "primary" ||
      pod.server?.state !== "ONLINE" ||
      !isReachable(world, pod.node)
    )
      continue;
    const { group } = pod.server;
    if (group === undefined || writablePrimary(world, group) !== pod) continue;
    write(world, group, pod);
    pod.server.hasClients = true;
    acknowledged = true;
  }
  return acknowledged;
}

/** A client beside the server, which needs no Service, tries every primary with the label. */
export function writeLocally(world: World): void {
  for (const group of world.groups) {
    const pod = writablePrimary(world, group);
    if (pod?.role === "primary") write(world, group, pod);
  }
}

/** Writes that no other volume has go with these: nobody can want them back. */
export function forgetWritesOf(world: World, lost: readonly SimulatedClaim[]): void {
  const held = new Set<number>();
  for (const claim of world.claims.values()) {
    if (lost.includes(claim) || claim.volume === undefined) continue;
    for (const transaction of claim.volume.log.slice(0, claim.volume.length)) held.add(transaction);
  }
  const before = world.acknowledged.length;
  world.acknowledged = world.acknowledged.filter((transaction) => held.has(transaction));
  if (world.acknowledged.length < before) count(world, "acknowledged write lost with its only disk");
}
