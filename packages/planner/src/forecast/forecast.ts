import type { Cluster, ClusterStatus } from "@grampus/api";
import { secretNames } from "@grampus/resources";
import { decide } from "../cluster/decision/decide.ts";
import type { Stall } from "../cluster/diagnosis/diagnosis.ts";
import { changeSpec, createCluster, deleteCluster } from "../model/cluster-object.ts";
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
  /** Members whose volumes are gone for good: their pods do not start. */
  readonly lost?: readonly string[];
  /**
   * What was applied before, oldest first, where the cluster still shows it: volumes of members that were taken out, pods
   * that wait for their restart.
   */
  readonly history?: readonly ForecastState[];
  /** What release the tag of an image is, where that is known: the primary is handed over to a server of its release. */
  readonly releases?: Readonly<Record<string, string>>;
  /** Whether the storage class takes no larger size of a volume. */
  readonly fixedVolumes?: true;
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

/** Whether a Cluster that was deleted is there no more, and nothing runs of it. */
function isGone({ api, pods }: World): boolean {
  return api.cluster === undefined && pods.size === 0;
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
    if (isGone(world)) return { kind: "settled", ...played(world, steps) };
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

/** Takes volumes away for good, and their servers with them. */
function loseVolumes(world: World, process: Process, members: readonly string[]): void {
  for (const pod of members.flatMap((member) => world.pods.get(member) ?? [])) {
    crashServer(pod);
    world.lostClaims.add(pod.claimUid);
  }
  if (members.length > 0) run(world, process);
}

interface Begun {
  readonly world: World;
  readonly process: Process;
  readonly end: Forecast;
}

/** Makes true what a state says; a Cluster that is not there is created. */
function reach(world: World, process: Process, state: ForecastState): Forecast {
  const { spec = {}, metadata } = state.cluster;
  provide(world, state);
  if (world.api.cluster === undefined) createCluster(world, spec, metadata.name, metadata.namespace);
  else changeSpec(world, () => spec);
  return run(world, process);
}

/** A cluster as `before` says, healthy but for what `start` says of it. */
function begun(before: ForecastState, { history = [], releases = {}, fixedVolumes }: ForecastStart): Begun {
  const world = newWorld(SEED);
  for (const [tag, release] of Object.entries(releases)) world.releases.set(tag, release);
  world.fixedVolumes = fixedVolumes === true;
  const process = newProcess(world, decide);
  for (const state of history) reach(world, process, state);
  return { world, process, end: reach(world, process, before) };
}

/**
 * Plays a change through the operator's rounds against the model without faults: a healthy cluster as `before` says,
 * then `after`. The same input gives the same steps. Git does not know which member is the primary, and which are down;
 * `start` says it where it is known.
 */
export function forecast(before: ForecastState, after: ForecastState, start: ForecastStart = {}): Forecast {
  const { world, process, end } = begun(before, start);
  if (end.kind !== "settled") return end;
  if (start.primary !== undefined) handOver(world, process, start.primary);
  lose(world, process, start.down ?? []);
  loseVolumes(world, process, start.lost ?? []);
  return reach(world, process, after);
}

/** Plays the deletion of a cluster in the same way: until nothing of it runs, and what holds data is retained or gone. */
export function forecastDeletion(state: ForecastState, start: ForecastStart = {}): Forecast {
  const { world, process, end } = begun(state, start);
  if (end.kind !== "settled") return end;
  deleteCluster(world);
  return run(world, process);
}

/**
 * Plays the creation of a cluster in the same way: from nothing to a cluster that is ready. `deleted` is one of the same
 * name whose volumes were retained.
 */
export function forecastCreation(state: ForecastState, deleted?: ForecastState): Forecast {
  const world = newWorld(SEED);
  const process = newProcess(world, decide);
  if (deleted !== undefined) {
    const { cluster } = deleted;
    const spec = { ...cluster.spec, deletionPolicy: "Retain" } as const;
    reach(world, process, { ...deleted, cluster: { ...cluster, spec } });
    deleteCluster(world);
    run(world, process);
  }
  return reach(world, process, state);
}
