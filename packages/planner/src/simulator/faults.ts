import { setAccounts } from "../model/accounts.ts";
import { commit, writablePrimary } from "../model/commits.ts";
import { crashServer, deletePod } from "../model/kubernetes.ts";
import { isWhole } from "../model/progress.ts";
import { count, fresh, type SimulatedClaim, type SimulatedPod, type World } from "../model/world.ts";
import type { Step } from "../steps/step.ts";
import { forgetWritesOf } from "./clients.ts";
import { changeObject, changeTemplate } from "./drift.ts";
import type { Simulation } from "./simulation.ts";

type Fault = (simulation: Simulation) => void;

function somePod(world: World): SimulatedPod | undefined {
  return world.random.pick([...world.pods.values()]);
}

function restartSoon(world: World, pod: SimulatedPod): void {
  crashServer(pod);
  pod.startsAt = world.now + world.random.between(800, 4_000);
}

interface PodAndClaim {
  readonly pod: SimulatedPod;
  readonly claim: SimulatedClaim;
}

function withClaim(world: World, pod: SimulatedPod | undefined): PodAndClaim | undefined {
  const claim = [...world.claims.values()].find(({ uid }) => uid === pod?.claimUid);
  return pod === undefined || claim === undefined ? undefined : { pod, claim };
}

/** A secondary's pod and claim that the data can do without: everybody has everything, and none was lost before. */
function spareVolume(world: World): PodAndClaim | undefined {
  if (!isWhole(world) || world.pods.size < 3 || world.lostClaims.size > 0) return undefined;
  const primary = world.groups[0]?.primary;
  return withClaim(
    world,
    [...world.pods.values()].find(({ server }) => server?.volume.serverUuid !== primary),
  );
}

/** The primary's pod and claim, while the volumes of two other members hold data and none was lost before. */
function primaryVolume(world: World): PodAndClaim | undefined {
  const { groups, pods, claims, lostClaims, api } = world;
  const primary = groups[0]?.primary;
  const pod = [...pods.values()].find(
    ({ server }) => server !== undefined && server.volume.serverUuid === primary,
  );
  const others = [...claims.values()].filter(
    ({ member, volume, deleting }) =>
      member !== pod?.name &&
      !deleting &&
      (volume?.length ?? 0) > 0 &&
      api.identity?.content.members.includes(member) === true,
  );
  return lostClaims.size > 0 || others.length < 2 ? undefined : withClaim(world, pod);
}

const KUBERNETES_STEPS: readonly Step["kind"][] = [
  "apply",
  "label-pod",
  "relabel-pod",
  "delete-pod",
  "replace-identity",
  "change-claim",
  "create-secret",
  "delete-object",
];
const SERVER_STEPS: readonly Step["kind"][] = [
  "join",
  "set-variables",
  "switch-primary",
  "configure-recovery",
  "leave",
];

/** One kind of step fails for a while. */
function refuse(kinds: readonly Step["kind"][], message: string, refused: boolean): Fault {
  return ({ world, refusals }) => {
    const kind = world.random.pick(kinds);
    if (kind === undefined) return;
    refusals.set(kind, { message, refused, until: world.now + world.random.between(3_000, 150_000) });
  };
}

/** An object of the operator's is deleted, or loses its labels. */
function spoilObject({ world }: Simulation): void {
  const { objects } = world.api;
  const key = world.random.pick([...objects.keys()]);
  const stored = key === undefined ? undefined : objects.get(key);
  if (key === undefined || stored === undefined) return;
  if (world.random.chance(0.5)) {
    objects.delete(key);
    return;
  }
  const { content } = stored;
  const metadata = { ...content.metadata, labels: {} };
  objects.set(key, { ...stored, resourceVersion: fresh(world), content: { ...content, metadata } });
}

/** A Secret is deleted, or loses a key. */
function spoilSecret({ world, lostSecrets }: Simulation): void {
  const { secrets } = world.api;
  const name = world.random.pick([...secrets.keys()]);
  const stored = name === undefined ? undefined : secrets.get(name);
  if (name === undefined || stored?.content.usable !== true) return;
  lostSecrets.set(name, stored);
  if (world.random.chance(0.5)) secrets.delete(name);
  else
    secrets.set(name, {
      ...stored,
      resourceVersion: fresh(world),
      content: { ...stored.content, usable: false },
    });
}

const FAULTS: Readonly<Record<string, Fault>> = {
  "kill mysqld": ({ world }) => {
    const pod = somePod(world);
    if (pod === undefined) return;
    restartSoon(world, pod);
    count(world, "killed", pod.name);
  },
  "kill all mysqld": ({ world }) => {
    for (const pod of world.pods.values()) restartSoon(world, pod);
  },
  "kill most mysqld": ({ world }) => {
    const pods = [...world.pods.values()];
    for (const pod of pods.slice(Math.floor(pods.length / 2))) restartSoon(world, pod);
  },
  "delete pod": ({ world }) => {
    const pod = somePod(world);
    if (pod !== undefined) deletePod(world, pod, world.random.chance(0.3) ? 1 : undefined);
  },
  "node down": ({ world }) => {
    const node = world.random.pick(world.nodes.slice(0, 3));
    if (node === undefined) return;
    count(world, "down", node);
    world.down.set(node, world.now + world.random.between(5_000, 90_000));
    for (const pod of world.pods.values()) if (pod.node === node) restartSoon(world, pod);
  },
  partition: ({ world }) => {
    const node = world.random.pick(world.nodes.slice(0, 5));
    if (node === undefined) return;
    count(world, "isolated", node);
    world.isolated.set(node, world.now + world.random.between(2_000, 60_000));
  },
  "slow disk": ({ world }) => {
    const node = world.random.pick(world.nodes.slice(0, 5));
    if (node !== undefined) world.slow.set(node, world.now + world.random.between(10_000, 120_000));
  },
  "stuck applier": ({ world }) => {
    const pod = somePod(world);
    if (pod?.server?.group !== undefined) pod.server.stuckSince ??= world.now;
  },
  "applier blocked by a lock": ({ world }) => {
    const pod = somePod(world);
    if (pod?.server?.group === undefined) return;
    pod.server.lockedUntil = world.now + world.random.between(10_000, 180_000);
    count(world, "locked", pod.name);
  },
  "writable secondary": ({ world }) => {
    const pod = somePod(world);
    if (pod?.server?.group !== undefined && pod.server.state === "ONLINE") pod.server.superReadOnly = false;
  },
  "schema change": ({ world }) => {
    const server = [...world.pods.values()].find((pod) => pod.server?.superReadOnly === false)?.server;
    if (server === undefined) return;
    const until = world.now + world.random.between(10_000, 3_600_000);
    const operation = { kind: "ALTER TABLE", session: fresh(world), user: "app", since: world.now, until };
    server.operations = [...server.operations, operation];
  },
  "node gone": ({ world }) => {
    // Its volumes come back on another node.
    const node = world.random.pick(world.nodes.slice(0, 5));
    if (node === undefined || world.gone.size > 1) return;
    world.gone.set(node, world.now + world.random.between(5_000, 60_000));
    for (const pod of world.pods.values()) if (pod.node === node) crashServer(pod);
  },
  "node lost with its volumes": ({ world }) => {
    const found = spareVolume(world);
    if (found === undefined) return;
    const { pod, claim } = found;
    world.lostClaims.add(claim.uid);
    world.gone.set(pod.node, world.now + world.random.between(5_000, 60_000));
    crashServer(pod);
  },
  "API server away": ({ world }) => {
    world.apiBackAt = world.now + world.random.between(1_000, 30_000);
  },
  "API server refuses": refuse(KUBERNETES_STEPS, "admission webhook denied the request", true),
  "API server in trouble": refuse(KUBERNETES_STEPS, "500 InternalError", false),
  "statements refused": refuse(SERVER_STEPS, "the server says no", true),
  "object spoiled": spoilObject,
  "object changed by hand": ({ world }) =>
    changeObject(world, world.random.pick([...world.api.objects.keys()])),
  "pod loses its labels": ({ world }) => {
    const pod = somePod(world);
    if (pod === undefined) return;
    pod.selected = false;
    pod.resourceVersion = fresh(world);
  },
  "template changed by hand": ({ world }) => changeTemplate(world),
  "Secret spoiled": spoilSecret,
  "own accounts dropped": ({ world }) => {
    const [group] = world.groups;
    const primary = group === undefined ? undefined : writablePrimary(world, group);
    if (group === undefined || primary === undefined) return;
    commit(world, group, primary);
    setAccounts(world, group, fresh(world));
  },
  "own schema dropped": ({ world }) => {
    const [group] = world.groups;
    const primary = group === undefined ? undefined : writablePrimary(world, group);
    if (group === undefined || primary === undefined) return;
    commit(world, group, primary);
    world.ownSchema = false;
  },
  "ConfigMap of the user deleted": ({ world, lostConfigs }) => {
    for (const [name, text] of world.api.configs) lostConfigs.set(name, text);
    world.api.configs.clear();
  },
  "lose identity": ({ world }) => {
    // Without passwords there is no volume to make a record from, only pods that wait for them.
    if (world.api.secrets.size < 4) return;
    world.api.identity = undefined;
    // With the record goes the word that nobody is to be led to a group of one yet.
    for (const group of world.groups) group.shared = true;
  },
  "lose volume of a secondary": ({ world }) => {
    const found = spareVolume(world);
    if (found === undefined) return;
    const { claim, pod } = found;
    claim.deleting = true;
    claim.resourceVersion = fresh(world);
    deletePod(world, pod, undefined);
  },
  "lose volume of the primary": ({ world }) => {
    const found = primaryVolume(world);
    if (found === undefined) return;
    const { claim, pod } = found;
    forgetWritesOf(world, [claim]);
    crashServer(pod);
    world.pods.delete(pod.name);
    world.claims.delete(claim.name);
  },
};

/** Breaks something, chosen by chance. */
export function injectFault(simulation: Simulation): void {
  const { world } = simulation;
  const name = world.random.pick(Object.keys(FAULTS));
  if (name === undefined) return;
  count(world, `fault: ${name}`);
  FAULTS[name]?.(simulation);
}
