import { claimName } from "@grampus/resources";
import type { Precondition } from "../steps/step.ts";
import { writablePrimary } from "./commits.ts";
import { hasMajority } from "./group-membership.ts";
import { podOfServer, type Server, type SimulatedClaim, type World } from "./world.ts";

/** Notes a broken invariant of docs/operator/states.md, by its number there. */
function violated(world: World, invariant: number, message: string): void {
  world.violations.push(`I${invariant}: ${message}`);
}

/** I2 and I3, at the moment a member bootstraps: it holds what was acknowledged, and what every other volume holds. */
export function checkBootstrap(world: World, server: Server): void {
  const { volume } = server;
  for (const claim of world.claims.values()) {
    if (claim.volume === undefined || claim.volume === volume || isGivenUp(world, claim)) continue;
    const { log, length } = claim.volume;
    const included =
      length <= volume.length &&
      (log === volume.log || log.slice(0, length).every((one, index) => one === volume.log[index]));
    if (!included)
      violated(
        world,
        3,
        `${server.member} bootstraps with ${volume.length}, ${claim.member} holds ${length}`,
      );
  }
  if (world.groups.some((group) => [...group.members].some((uuid) => isAlive(world, uuid)))) {
    violated(world, 1, `${server.member} bootstraps while a group lives`);
  }
  if ([...world.claims.values()].some((claim) => isGivenUp(world, claim))) return;
  const held = new Set(volume.log.slice(0, volume.length));
  const lost = world.acknowledged.filter((transaction) => !held.has(transaction));
  if (lost.length > 0)
    violated(world, 2, `${server.member} bootstraps without ${lost.length} acknowledged writes`);
}

/** Whether the spec gives this volume up: its word is about the one that was there when it was said. */
function isGivenUp(world: World, { member, uid }: SimulatedClaim): boolean {
  if (world.api.cluster?.spec?.abandonedMembers?.includes(member) !== true) return false;
  const given = world.api.identity?.content.abandonedClaims[member];
  return given === undefined || given === uid;
}

function isAlive(world: World, uuid: string): boolean {
  const pod = podOfServer(world, uuid);
  const group = pod?.server?.group;
  return pod !== undefined && group !== undefined && hasMajority(world, group, pod);
}

/** I4: a claim goes only with the spec's word, and only the one that was meant. */
export function checkClaimDeletion(world: World, target: Precondition): void {
  const { cluster } = world.api;
  const spec = cluster?.spec;
  const erased = cluster?.metadata.deletionTimestamp !== undefined && spec?.deletionPolicy === "Delete";
  const given =
    cluster !== undefined &&
    spec?.abandonedMembers?.some((member) => claimName(cluster, member) === target.name);
  if (!erased && given !== true) violated(world, 4, `${target.name} is deleted without the spec's word`);
}

/** I1 and I2, at every moment: at most one member acknowledges, and it holds everything that was acknowledged. */
export function checkWriters(world: World): void {
  const writers = world.groups.flatMap((group) => writablePrimary(world, group) ?? []);
  if (writers.length > 1)
    violated(world, 1, `${writers.map(({ name }) => name).join(" and ")} acknowledge writes`);
  for (const { name, server } of writers) {
    const newest = world.acknowledged.at(-1);
    if (newest === undefined || server === undefined) continue;
    const { log, length } = server.volume;
    if (log.lastIndexOf(newest) < 0 || log.lastIndexOf(newest) >= length) {
      violated(
        world,
        2,
        `${name} takes writes with ${length} of ${log.length} transactions, without the last acknowledged one, ${newest} at ${log.lastIndexOf(newest)}`,
      );
    }
  }
}
