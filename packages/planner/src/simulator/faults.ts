import { crashServer, deletePod } from "./kubernetes.ts";
import { count, fresh, type SimulatedClaim, type SimulatedPod, type World } from "./world.ts";

type Fault = (world: World) => void;

function somePod(world: World): SimulatedPod | undefined {
  return world.random.pick([...world.pods.values()]);
}

function restartSoon(world: World, pod: SimulatedPod): void {
  crashServer(pod);
  pod.startsAt = world.now + world.random.between(800, 4_000);
}

/** All members are in one group, with everything there is to have: only then may a volume be lost. */
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

/** A secondary's pod and claim that the data can do without: everybody has everything, and none was lost before. */
function spareVolume(
  world: World,
): { readonly pod: SimulatedPod; readonly claim: SimulatedClaim } | undefined {
  if (!isWhole(world) || world.pods.size < 3 || world.lostClaims.size > 0) return undefined;
  const primary = world.groups[0]?.primary;
  const pod = [...world.pods.values()].find(({ server }) => server?.volume.serverUuid !== primary);
  const claim = [...world.claims.values()].find(({ uid }) => uid === pod?.claimUid);
  return pod === undefined || claim === undefined ? undefined : { pod, claim };
}

const FAULTS: Readonly<Record<string, Fault>> = {
  "kill mysqld": (world) => {
    const pod = somePod(world);
    if (pod === undefined) return;
    restartSoon(world, pod);
    count(world, "killed", pod.name);
  },
  "kill all mysqld": (world) => {
    for (const pod of world.pods.values()) restartSoon(world, pod);
  },
  "kill most mysqld": (world) => {
    const pods = [...world.pods.values()];
    for (const pod of pods.slice(Math.floor(pods.length / 2))) restartSoon(world, pod);
  },
  "delete pod": (world) => {
    const pod = somePod(world);
    if (pod !== undefined) deletePod(world, pod, world.random.chance(0.3) ? 1 : undefined);
  },
  "node down": (world) => {
    const node = world.random.pick(world.nodes.slice(0, 3));
    if (node === undefined) return;
    count(world, "down", node);
    world.down.set(node, world.now + world.random.between(5_000, 90_000));
    for (const pod of world.pods.values()) if (pod.node === node) restartSoon(world, pod);
  },
  partition: (world) => {
    const node = world.random.pick(world.nodes.slice(0, 5));
    if (node === undefined) return;
    count(world, "isolated", node);
    world.isolated.set(node, world.now + world.random.between(2_000, 60_000));
  },
  "stuck applier": (world) => {
    const pod = somePod(world);
    if (pod?.server?.group !== undefined) pod.server.stuckSince ??= world.now;
  },
  "node lost for good": (world) => {
    const found = spareVolume(world);
    if (found === undefined) return;
    world.lostClaims.add(found.claim.uid);
    crashServer(found.pod);
  },
  "API server away": (world) => {
    world.apiBackAt = world.now + world.random.between(1_000, 30_000);
  },
  "lose identity": (world) => {
    world.api.identity = undefined;
  },
  "lose volume of a secondary": (world) => {
    const found = spareVolume(world);
    if (found === undefined) return;
    const { claim, pod } = found;
    claim.deleting = true;
    claim.resourceVersion = fresh(world);
    deletePod(world, pod, undefined);
  },
};

/** Breaks something, chosen by chance. */
export function injectFault(world: World): void {
  const name = world.random.pick(Object.keys(FAULTS));
  if (name === undefined) return;
  count(world, `fault: ${name}`);
  FAULTS[name]?.(world);
}
