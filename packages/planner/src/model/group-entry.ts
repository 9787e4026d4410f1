import { changeView, hasMajority, leaveGroup, REJOIN_PAUSE, setState, viewOf } from "./group-membership.ts";
import {
  count,
  fresh,
  podOfServer,
  reaches,
  type Server,
  type SimulatedGroup,
  type SimulatedPod,
  type World,
} from "./world.ts";

const BLOCKED_START = 60_000;

/** A group with a majority that this pod reaches. */
function groupInReach(world: World, pod: SimulatedPod): SimulatedGroup | undefined {
  return world.groups.find((group) =>
    [...world.pods.values()].some(
      (other) =>
        other.server?.group === group &&
        other.server.upAt <= world.now &&
        group.members.has(other.server.volume.serverUuid) &&
        reaches(world, pod.node, other.node) &&
        hasMajority(world, group, other),
    ),
  );
}

function isPrefix(volume: Server["volume"], log: readonly number[]): boolean {
  if (volume.log === log) return true;
  return volume.log.slice(0, volume.length).every((transaction, index) => transaction === log[index]);
}

function enter(world: World, pod: SimulatedPod, server: Server, cloneThreshold: number | undefined): boolean {
  const group = groupInReach(world, pod);
  if (group === undefined || group.members.has(server.volume.serverUuid)) return false;
  if (server.volume.length > group.log.length) {
    server.joinError = "the member has transactions that the group does not have";
    return true;
  }
  if (!server.volume.recoveryConfigured) {
    server.joinError = "no account for recovery";
    return true;
  }
  if (!isPrefix(server.volume, group.log)) {
    world.violations.push(`${pod.name} joined with other transactions under the same GTIDs`);
  }
  const missing = group.log.length - server.volume.executed;
  server.joinError = undefined;
  if (cloneThreshold !== undefined && missing > cloneThreshold) {
    server.busy = { kind: "cloning", until: world.now + world.random.between(2_000, 9_000) };
    count(world, "clone", pod.name);
    return true;
  }
  group.members.add(server.volume.serverUuid);
  group.dialled.delete(pod.name);
  server.group = group;
  server.applierRunning = true;
  server.volume.applierConfigured = true;
  server.received = Math.max(server.volume.length, server.received);
  setState(world, server, "RECOVERING");
  count(world, "joined", pod.name);
  changeView(world, group);
  return true;
}

function finishClone(world: World, pod: SimulatedPod, server: Server): void {
  const group = groupInReach(world, pod);
  const donor = [...(group?.members ?? [])]
    .map((uuid) => podOfServer(world, uuid)?.server)
    .find((other) => other?.state === "ONLINE" && other.group === group);
  if (group !== undefined && donor !== undefined) {
    const { volume } = server;
    volume.log = group.log;
    volume.length = donor.volume.executed;
    volume.executed = donor.volume.executed;
    volume.recoveryConfigured = true;
    volume.applierConfigured = false;
    volume.accounts = donor.volume.accounts;
    volume.root = donor.volume.root;
  }
  pod.server = undefined;
  pod.startsAt = world.now + 2_000;
}

/** Starts a new group of one. */
export function bootstrapGroup(world: World, server: Server): void {
  const { volume } = server;
  const log = volume.log.length === volume.length ? volume.log : volume.log.slice(0, volume.length);
  volume.log = log;
  if (volume.applierConfigured && world.random.chance(0.6)) {
    server.stuckSince = world.now;
    count(world, "applier stuck by old relay logs");
  }
  const group: SimulatedGroup = {
    id: fresh(world),
    view: 1,
    members: new Set([volume.serverUuid]),
    primary: volume.serverUuid,
    log,
    silent: new Map(),
    dialled: new Set(),
    shared: false,
  };
  world.groups.push(group);
  volume.executed = volume.length;
  volume.applierConfigured = true;
  server.applierRunning = true;
  server.group = group;
  server.received = volume.length;
  server.superReadOnly = false;
  server.view = viewOf(world, group);
  setState(world, server, "ONLINE");
  count(world, "bootstrapped", server.member);
}

export function finishBusy(world: World, pod: SimulatedPod, server: Server): void {
  const { busy } = server;
  if (busy === undefined) return;
  if (busy.kind === "starting" && enter(world, pod, server, busy.cloneThreshold)) {
    if (server.busy === busy) server.busy = undefined;
    return;
  }
  if (world.now < busy.until) return;
  server.busy = undefined;
  if (busy.kind === "starting") server.joinError = "no group answered in time";
  else if (busy.kind === "cloning") finishClone(world, pod, server);
  else leaveGroup(world, server);
}

/** START GROUP_REPLICATION without bootstrap. */
export function startJoin(world: World, server: Server, cloneThreshold: number | undefined): void {
  server.bootstrapArmed = false;
  server.busy = { kind: "starting", until: world.now + BLOCKED_START, cloneThreshold, bootstrap: false };
}

export function rejoin(world: World, pod: SimulatedPod, server: Server): void {
  if (server.rejoinAt === undefined || world.now < server.rejoinAt || server.busy !== undefined) return;
  server.rejoinAt = world.now + REJOIN_PAUSE;
  enter(world, pod, server, undefined);
}
