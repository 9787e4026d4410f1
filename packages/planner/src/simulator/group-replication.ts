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

/** Silence that makes a suspicion, and expulsion with it; figures measured on 9.7, in milliseconds. */
const EXPELLED_AFTER = 6_000;
/** `group_replication_unreachable_majority_timeout`. */
const MAJORITY_TIMEOUT = 20_000;
const STALE_VIEW = 3_000;
const REJOIN_PAUSE = 16_000;
const BLOCKED_START = 60_000;

/** Members of the group that run, are in it, and reach this pod. */
export function connected(world: World, group: SimulatedGroup, from: SimulatedPod): readonly SimulatedPod[] {
  const found: SimulatedPod[] = [];
  for (const pod of world.pods.values()) {
    const { server } = pod;
    if (server === undefined || server.upAt > world.now || server.group !== group) continue;
    if (!group.members.has(server.volume.serverUuid) || server.state === "ERROR") continue;
    if (reaches(world, from.node, pod.node)) found.push(pod);
  }
  return found;
}

/** Whether a member sees a majority of its group. */
export function hasMajority(world: World, group: SimulatedGroup, from: SimulatedPod): boolean {
  return connected(world, group, from).length * 2 > group.members.size;
}

function viewOf(world: World, group: SimulatedGroup): Server["view"] {
  const rows = [...group.members].map((uuid) => {
    const pod = podOfServer(world, uuid);
    const host = pod?.name ?? "";
    return { uuid, host, online: pod?.server?.group === group ? pod.server.state === "ONLINE" : true };
  });
  return { viewId: `${group.id}:${group.view}`, rows, primary: group.primary };
}

function setState(world: World, server: Server, state: Server["state"]): void {
  if (server.state === state) return;
  server.state = state;
  server.stateSince = world.now;
}

/** Takes a server out of its group. */
export function detach(world: World, server: Server, state: "OFFLINE" | "ERROR"): void {
  server.group = undefined;
  server.view = undefined;
  server.lostMajorityAt = undefined;
  server.rejoinAt = state === "ERROR" ? world.now + REJOIN_PAUSE : undefined;
  setState(world, server, state);
  server.superReadOnly = true;
}

/** What survivors of a view change have in common is everything that was decided. */
function changeView(world: World, group: SimulatedGroup): void {
  group.view += 1;
  for (const pod of world.pods.values()) {
    const { server } = pod;
    if (server?.group !== group || !group.members.has(server.volume.serverUuid)) continue;
    server.received = group.log.length;
  }
  const primary = group.primary === undefined ? undefined : podOfServer(world, group.primary);
  if (group.primary !== undefined && group.members.has(group.primary) && primary?.server?.group === group)
    return;
  group.primary = undefined;
  elect(world, group);
}

function elect(world: World, group: SimulatedGroup): void {
  const online = [...group.members]
    .sort()
    .filter(
      (uuid) =>
        podOfServer(world, uuid)?.server?.state === "ONLINE" &&
        podOfServer(world, uuid)?.server?.group === group,
    );
  const [next] = online;
  if (next === undefined) return;
  promote(world, group, next);
}

/** Makes a member the primary. It applies what it received first. */
export function promote(world: World, group: SimulatedGroup, uuid: string): void {
  for (const pod of world.pods.values()) {
    if (pod.server?.group === group) pod.server.superReadOnly = pod.server.volume.serverUuid !== uuid;
  }
  group.primary = uuid;
  const server = podOfServer(world, uuid)?.server;
  count(world, "promoted", server?.member);
  if (server === undefined) return;
  server.received = group.log.length;
  flush(server, group);
  server.volume.executed = server.volume.length;
}

function flush(server: Server, group: SimulatedGroup): void {
  server.volume.log = group.log;
  server.volume.length = Math.max(server.volume.length, server.received);
}

function expelSilent(world: World, group: SimulatedGroup, quorum: readonly SimulatedPod[]): void {
  const heard = new Set(quorum.map((pod) => pod.server?.volume.serverUuid));
  let expelled = false;
  for (const uuid of [...group.members]) {
    if (heard.has(uuid)) {
      group.silent.delete(uuid);
      continue;
    }
    const since = group.silent.get(uuid) ?? world.now;
    group.silent.set(uuid, since);
    if (world.now - since < EXPELLED_AFTER) continue;
    group.members.delete(uuid);
    group.silent.delete(uuid);
    count(world, "expelled", podOfServer(world, uuid)?.name);
    expelled = true;
  }
  if (expelled) changeView(world, group);
  else if (group.primary === undefined) elect(world, group);
}

function progressMember(world: World, pod: SimulatedPod, server: Server, group: SimulatedGroup): void {
  const inside = group.members.has(server.volume.serverUuid);
  if (inside && hasMajority(world, group, pod)) {
    server.lostMajorityAt = undefined;
    server.view = viewOf(world, group);
    if (world.random.chance(0.7)) server.received = group.log.length;
    if (server.stuckSince === undefined && world.random.chance(0.6)) flush(server, group);
    if (server.stuckSince === undefined && world.random.chance(0.5))
      server.volume.executed = server.volume.length;
    if (
      server.state === "RECOVERING" &&
      server.volume.executed === group.log.length &&
      world.random.chance(0.5)
    ) {
      setState(world, server, "ONLINE");
      changeView(world, group);
    }
    return;
  }
  server.lostMajorityAt ??= world.now;
  const lost = world.now - server.lostMajorityAt;
  const hearsGroup = connected(world, group, pod).some((other) => other !== pod);
  if (!inside && hearsGroup && lost >= STALE_VIEW) detach(world, server, "ERROR");
  else if (lost >= MAJORITY_TIMEOUT) detach(world, server, "ERROR");
}

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
    count(world, "wedged by old relay logs");
  }
  const group: SimulatedGroup = {
    id: fresh(world),
    view: 1,
    members: new Set([volume.serverUuid]),
    primary: volume.serverUuid,
    log,
    silent: new Map(),
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

function finishBusy(world: World, pod: SimulatedPod, server: Server): void {
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
  server.busy = { kind: "starting", until: world.now + BLOCKED_START, cloneThreshold, bootstrap: false };
}

/** Leaves the group in order: the others know at once. */
export function leaveGroup(world: World, server: Server): void {
  const { group, volume } = server;
  const pod = podOfServer(world, volume.serverUuid);
  if (
    group !== undefined &&
    pod !== undefined &&
    group.members.has(volume.serverUuid) &&
    hasMajority(world, group, pod)
  ) {
    flush(server, group);
    group.members.delete(volume.serverUuid);
    detach(world, server, "OFFLINE");
    changeView(world, group);
    return;
  }
  detach(world, server, "OFFLINE");
}

function rejoin(world: World, pod: SimulatedPod, server: Server): void {
  if (server.rejoinAt === undefined || world.now < server.rejoinAt || server.busy !== undefined) return;
  server.rejoinAt = world.now + REJOIN_PAUSE;
  enter(world, pod, server, undefined);
}

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
    if (server === undefined || server.upAt > world.now || world.down.has(pod.node)) continue;
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

/** The group's primary, when a write on it would be acknowledged now. */
export function writablePrimary(world: World, group: SimulatedGroup): SimulatedPod | undefined {
  const pod = group.primary === undefined ? undefined : podOfServer(world, group.primary);
  const server = pod?.server;
  if (pod === undefined || server === undefined || server.group !== group || server.state !== "ONLINE")
    return undefined;
  if (server.superReadOnly || server.stuckSince !== undefined || server.busy?.kind === "stopping")
    return undefined;
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
