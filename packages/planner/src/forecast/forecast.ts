import type { Cluster, ClusterStatus } from "@grampus/api";
import { secretNames } from "@grampus/resources";
import { decide } from "../cluster/decision/decide.ts";
import type { Stall } from "../cluster/diagnosis/diagnosis.ts";
import { changeSpec, createCluster } from "../model/cluster-object.ts";
import { promote } from "../model/group-membership.ts";
import { crashServer } from "../model/kubernetes.ts";
import { newProcess, type Process, runRound } from "../model/process.ts";
import { isReady, isWhole, progress } from "../model/progress.ts";
import { fresh, freshUuid, newWorld, type World } from "../model/world.ts";
import type { Step } from "../steps/step.ts";

interface Played {
  readonly steps: readonly Step[];
  /** What the operator said of the cluster at the end. */
  readonly status?: ClusterStatus;
}

/**
 * What the operator is going to do for a change when nothing fails meanwhile. `stalled`: it stops, and a person is asked;
 * the steps are those it does before. `waiting`: it has done what it can, and waits for a member that is down. `endless`:
 * the change does not settle in the model, which is a fault of the model or of the planner.
 */
export type Forecast =
  | (Played & { readonly kind: "settled" | "waiting" | "endless" })
  | (Played & { readonly kind: "stalled"; readonly stall: Stall });

/** A Cluster, and what it names. */
export interface ForecastState {
  readonly cluster: Cluster;
  /** `my.cnf` of the ConfigMap in `spec.config`, where it is known: another text restarts the members. */
  readonly userConfig?: string;
  /** Names of Secrets and ConfigMaps the spec names and that are not there; the others are taken as there. */
  readonly missing?: readonly string[];
}

/** What is known of a cluster that runs, before the change comes. */
export interface ForecastStart {
  /** The member that takes writes; the first unless said. */
  readonly primary?: string;
  /** Members that do not answer, and will not while the change is made. */
  readonly down?: readonly string[];
}

const SEED = 1;
const LONGEST = 3_000;
const STALLED_LOOKS = 20;

/** So many looks without a step are a wait, where a member is down: longer than a group takes to expel it. */
const WAITING_LOOKS = 120;

/** A `my.cnf` nobody knows: another ConfigMap is taken for another text. */
function unknownConfig(name: string): string {
  return `# my.cnf of ConfigMap ${name}\n[mysqld]\n`;
}

/** Puts what the spec names into the world, and takes away what is said to be missing. */
function provide(world: World, { cluster, userConfig, missing = [] }: ForecastState): void {
  const { rootPasswordSecret, sslSecret, config } = cluster.spec ?? {};
  const { secrets, configs } = world.api;
  const names = secretNames(cluster);
  const given = [
    ...(rootPasswordSecret === undefined ? [] : [names.root]),
    ...(sslSecret === undefined ? [] : [names.certificate]),
  ];
  for (const name of given.filter((one) => !secrets.has(one))) {
    const content = { usable: true, owned: false, content: fresh(world) };
    secrets.set(name, { uid: freshUuid(world), resourceVersion: fresh(world), content });
  }
  if (config !== undefined) configs.set(config.name, userConfig ?? unknownConfig(config.name));
  for (const name of missing) {
    secrets.delete(name);
    configs.delete(name);
  }
}

function played(world: World, steps: readonly Step[]): Played {
  const { status } = world.api.cluster ?? {};
  return { steps, ...(status === undefined ? {} : { status }) };
}

function run(world: World, process: Process): Forecast {
  const steps: Step[] = [];
  let quiet = 0;
  let stalled = 0;
  for (let index = 0; index < LONGEST; index++) {
    progress(world);
    const { round, performed } = runRound(world, process);
    const done = performed.flatMap((effect) => (effect.kind === "perform-step" ? [effect.step] : []));
    const stall = round?.decision.stall;
    steps.push(...done);
    quiet = done.length > 0 ? 0 : quiet + 1;
    stalled = stall === undefined || done.length > 0 ? 0 : stalled + 1;
    if (stall !== undefined && stalled >= STALLED_LOOKS)
      return { kind: "stalled", ...played(world, steps), stall };
    if (world.down.size > 0 && quiet >= WAITING_LOOKS) return { kind: "waiting", ...played(world, steps) };
    if (round?.decision.steps.length === 0 && isReady(world) && isWhole(world))
      return { kind: "settled", ...played(world, steps) };
  }
  return { kind: "endless", ...played(world, steps) };
}

/** Makes a member the primary before the change comes. */
function handOver(world: World, process: Process, member: string): void {
  const [group] = world.groups;
  const server = world.pods.get(member)?.server;
  if (group === undefined || server === undefined || group.primary === server.volume.serverUuid) return;
  promote(world, group, server.volume.serverUuid);
  run(world, process);
}

/** Ends members for good, and lets the operator do what it does about that before the change comes. */
function lose(world: World, process: Process, members: readonly string[]): void {
  const pods = members.flatMap((member) => world.pods.get(member) ?? []);
  for (const pod of pods) {
    crashServer(pod);
    world.down.set(pod.node, Number.POSITIVE_INFINITY);
  }
  if (pods.length > 0) run(world, process);
}

/**
 * Plays a change through the operator's rounds against the model without faults: a healthy cluster as `before` says,
 * then `after`. The same input gives the same steps. Git does not know which member is the primary, and which are down;
 * `start` says it where it is known.
 */
export function forecast(before: ForecastState, after: ForecastState, start: ForecastStart = {}): Forecast {
  const world = newWorld(SEED);
  const { name, namespace } = after.cluster.metadata;
  createCluster(world, before.cluster.spec ?? {}, name, namespace);
  provide(world, before);
  const process = newProcess(world, decide);
  const created = run(world, process);
  if (created.kind !== "settled") return created;
  if (start.primary !== undefined) handOver(world, process, start.primary);
  lose(world, process, start.down ?? []);
  provide(world, after);
  changeSpec(world, () => after.cluster.spec ?? {});
  return run(world, process);
}

/** Plays the creation of a cluster in the same way: from nothing to a cluster that is ready. */
export function forecastCreation(state: ForecastState): Forecast {
  const world = newWorld(SEED);
  const { name, namespace } = state.cluster.metadata;
  createCluster(world, state.cluster.spec ?? {}, name, namespace);
  provide(world, state);
  return run(world, newProcess(world, decide));
}
