import { ordinalOf, serviceNames } from "@grampus/resources";
import { changeSpec } from "../model/cluster-object.ts";
import { crashServer } from "../model/kubernetes.ts";
import { count, type SimulatedClaim, type World } from "../model/world.ts";
import { forgetWritesOf, writeThroughService } from "./clients.ts";
import { changeObject, changeTemplate } from "./drift.ts";
import { silentlyDialled } from "./invariants.ts";
import { calmRound } from "./operator.ts";
import { heal, type Refused, type Simulation } from "./simulation.ts";

/** For this long after the failures became permanent a write proves nothing: the group may not know of them yet. */
const SETTLES_MS = 60_000;

/** Within this time after that a client's write has to succeed. */
const WRITE_WITHIN_MS = 900_000;

const FOR_GOOD = Number.POSITIVE_INFINITY;

/** A majority of the recorded members that is well, and the rest. */
interface Core {
  readonly members: readonly string[];
  readonly rest: readonly string[];
}

function shuffled(world: World, names: readonly string[]): readonly string[] {
  return names
    .map((name) => ({ name, at: world.random.next() }))
    .sort((left, right) => left.at - right.at)
    .map(({ name }) => name);
}

function claimOf(world: World, member: string): SimulatedClaim | undefined {
  return [...world.claims.values()].find((claim) => claim.member === member);
}

/** A core, chosen by chance among members that have their volume; nothing where the spec or the data do not allow one. */
function chooseCore(world: World): Core | undefined {
  const { cluster, identity } = world.api;
  const { members = 3 } = cluster?.spec ?? {};
  const recorded = identity?.content.initialised === true ? identity.content.members : [];
  // A word that was carried out has to be taken back before it can be said again.
  if ((cluster?.spec?.abandonedMembers ?? []).length > 0) return undefined;
  if (cluster?.metadata.deletionTimestamp !== undefined || recorded.length < 2 || world.lostClaims.size > 0)
    return undefined;
  const isSettled = recorded.every(
    (member) =>
      (ordinalOf(cluster?.metadata.name ?? "", member) ?? members) < members &&
      (claimOf(world, member)?.volume?.length ?? 0) > 0,
  );
  if (!isSettled) return undefined;
  const order = shuffled(world, recorded);
  const size = Math.floor(recorded.length / 2) + 1;
  return { members: order.slice(0, size), rest: order.slice(size) };
}

/** Whether the core is the majority of a group that lives: then whoever is cut off acknowledges nothing. */
function holdsGroup(world: World, core: readonly string[]): boolean {
  return world.groups.some((group) => {
    const inside = core.filter((member) => {
      const server = world.pods.get(member)?.server;
      return server?.group === group && group.members.has(server.volume.serverUuid);
    });
    return inside.length * 2 > group.members.size;
  });
}

/**
 * Ends a member for good: its node is off, or gone with its volume, or cut off while it runs on. A person who gives up
 * one that runs on, and may be in a group of its own, is wrong, and no operator can help it.
 */
function endForGood(world: World, member: string, canBeCutOff: boolean): void {
  const pod = world.pods.get(member);
  const claim = claimOf(world, member);
  if (pod === undefined) return;
  const how = world.random.pick(
    canBeCutOff ? (["off", "gone", "cut off"] as const) : (["off", "gone"] as const),
  );
  count(world, `for good: ${how}`, member);
  if (how === "cut off") {
    world.isolated.set(pod.node, FOR_GOOD);
    return;
  }
  crashServer(pod);
  if (how === "off") world.down.set(pod.node, FOR_GOOD);
  else world.gone.set(pod.node, world.now + 30_000);
  if (how === "gone" && claim !== undefined) world.lostClaims.add(claim.uid);
}

/** Trouble that must not stand in the way of writes, and that nobody ends. */
function lastingTrouble({ world, refusals }: Simulation, core: readonly string[]): void {
  const { random } = world;
  const refused: Refused = {
    message: "admission webhook denied the request",
    refused: true,
    until: FOR_GOOD,
  };
  if (random.chance(0.5)) {
    const kind = random.pick([
      "apply",
      "apply",
      "create-secret",
      "delete-object",
      "change-claim",
      "set-variables",
    ] as const);
    const budget = [...world.api.objects].find(([, { content }]) => content.kind === "PodDisruptionBudget");
    if (kind === "apply" && budget !== undefined) {
      // It is there to be refused; the StatefulSet, without which there are no pods, is not.
      const [key, { content }] = budget;
      world.api.objects.delete(key);
      refusals.set(kind, { ...refused, subject: `${content.kind} ${content.metadata.name}` });
    } else if (kind !== undefined && kind !== "apply") refusals.set(kind, refused);
  }
  const { name = "" } = world.api.cluster?.metadata ?? {};
  if (random.chance(0.5)) changeObject(world, `Service/${serviceNames(name).primary}`);
  if (random.chance(0.3)) changeTemplate(world);
  const node = world.pods.get(random.pick(core) ?? "")?.node;
  if (node !== undefined && random.chance(0.3)) world.slow.set(node, FOR_GOOD);
}

/** Names the rest in `spec.abandonedMembers`, as the operator asks for when it cannot know what they hold. */
function answer(world: World, rest: readonly string[]): void {
  const { cluster } = world.api;
  const asks = cluster?.status?.conditions?.some(
    ({ type, message }) => type === "Stalled" && message?.includes("spec.abandonedMembers"),
  );
  if (asks !== true || rest.length === 0 || (cluster?.spec?.abandonedMembers ?? []).length > 0) return;
  changeSpec(world, (spec) => ({ ...spec, abandonedMembers: rest }));
}

/**
 * With a majority of the members reachable and the rest gone for good, a client's write succeeds within a bound. A core
 * is chosen and healed, all other failures become permanent, and a person answers what the operator asks. `passTime`
 * lets a moment pass. Returns the steps it took; 0 when there was no core to choose.
 */
export function checkLiveness(simulation: Simulation, passTime: () => void): number {
  const { world } = simulation;
  const core = chooseCore(world);
  if (core === undefined) return 0;
  const { members, rest } = core;
  heal(simulation);
  forgetWritesOf(
    world,
    rest.flatMap((member) => claimOf(world, member) ?? []),
  );
  const canBeCutOff = holdsGroup(world, members);
  for (const member of rest) endForGood(world, member, canBeCutOff);
  lastingTrouble(simulation, members);
  count(world, `core of ${members.length} of ${members.length + rest.length}`);
  const [from, until] = [world.now + SETTLES_MS, world.now + SETTLES_MS + WRITE_WITHIN_MS];
  for (let steps = 1; ; steps++) {
    passTime();
    if (world.now >= simulation.process.dueAt || world.random.chance(0.2)) calmRound(simulation);
    answer(world, rest);
    if (writeThroughService(world) && world.now >= from && silentlyDialled(world).length === 0) return steps;
    if (world.now < until) continue;
    const { conditions } = world.api.cluster?.status ?? {};
    const told = conditions?.map(({ type, reason, message }) => [type, reason, message]);
    const dialled = silentlyDialled(world);
    const what = dialled.length === 0 ? "no write succeeds" : `commits wait for ${dialled.join(", ")}`;
    world.violations.push(
      `L: with ${members.join(", ")} reachable and ${rest.join(", ")} gone for good ${what}: ${JSON.stringify(told)}`,
    );
    return steps;
  }
}
