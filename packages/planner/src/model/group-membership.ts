import {
  count,
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
/** Pause before each attempt of a member that was expelled to return by itself, in milliseconds. */
export const REJOIN_PAUSE = 16_000;

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

export function viewOf(world: World, group: SimulatedGroup): Server["view"] {
  const rows = [...group.members].map((uuid) => {
    const pod = podOfServer(world, uuid);
    const host = pod?.name ?? "";
    return { uuid, host, online: pod?.server?.group === group ? pod.server.state === "ONLINE" : true };
  });
  return { viewId: `${group.id}:${group.view}`, rows, primary: group.primary };
}

export function setState(world: World, server: Server, state: Server["state"]): void {
  if (server.state === state) return;
  server.state = state;
  server.stateSince = world.now;
}

/** Takes a server out of its group. */
export function detach(world: World, server: Server, state: "OFFLINE" | "ERROR"): void {
  server.group = undefined;
  server.lacksSince = undefined;
  server.view = undefined;
  server.lostMajorityAt = undefined;
  server.rejoinAt = state === "ERROR" ? world.now + REJOIN_PAUSE : undefined;
  setState(world, server, state);
  server.superReadOnly = true;
}

/** What survivors of a view change have in common is everything that was decided. */
export function changeView(world: World, group: SimulatedGroup): void {
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
    if (pod.server?.group !== group) continue;
    pod.server.superReadOnly = pod.server.volume.serverUuid !== uuid;
    if (pod.server.superReadOnly) pod.server.operations = [];
  }
  group.primary = uuid;
  const server = podOfServer(world, uuid)?.server;
  count(world, "promoted", server?.member);
  if (server === undefined) return;
  server.received = group.log.length;
  flush(server, group);
  if (server.lockedUntil <= world.now) server.volume.executed = server.volume.length;
}

export function flush(server: Server, group: SimulatedGroup): void {
  server.volume.log = group.log;
  server.volume.length = Math.max(server.volume.length, server.received);
}

export function expelSilent(world: World, group: SimulatedGroup, quorum: readonly SimulatedPod[]): void {
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
    const member = [...world.claims.values()].find(({ volume }) => volume?.serverUuid === uuid)?.member;
    if (member !== undefined) group.dialled.add(member);
    count(world, "expelled", podOfServer(world, uuid)?.name);
    expelled = true;
  }
  if (expelled) changeView(world, group);
  else if (group.primary === undefined) elect(world, group);
}

function noteLag(world: World, server: Server, group: SimulatedGroup): void {
  const primary = group.primary === undefined ? undefined : podOfServer(world, group.primary)?.server;
  const lacks = primary?.group === group && server.volume.executed < primary.volume.executed;
  server.lacksSince = lacks && server.state === "ONLINE" ? (server.lacksSince ?? world.now) : undefined;
}

export function progressMember(world: World, pod: SimulatedPod, server: Server, group: SimulatedGroup): void {
  const inside = group.members.has(server.volume.serverUuid);
  if (inside && hasMajority(world, group, pod)) {
    server.lostMajorityAt = undefined;
    server.view = viewOf(world, group);
    const pace = world.slow.has(pod.node) ? 0.1 : 0.6;
    if (world.random.chance(0.7)) server.received = group.log.length;
    if (server.stuckSince === undefined && world.random.chance(pace)) flush(server, group);
    const isHeld = server.stuckSince !== undefined || server.lockedUntil > world.now;
    if (!isHeld && world.random.chance(pace)) server.volume.executed = server.volume.length;
    noteLag(world, server, group);
    if (
      server.state === "RECOVERING" &&
      server.volume.executed === group.log.length &&
      world.random.chance(0.5)
    ) {
      setState(world, server, "ONLINE");
      group.shared = true;
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
