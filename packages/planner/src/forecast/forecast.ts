import type { Cluster } from "@grampus/api";
import { secretNames } from "@grampus/resources";
import { decide } from "../cluster/decision/decide.ts";
import type { Stall } from "../cluster/diagnosis/diagnosis.ts";
import { changeSpec, createCluster } from "../model/cluster-object.ts";
import { promote } from "../model/group-membership.ts";
import { newProcess, type Process, runRound } from "../model/process.ts";
import { isReady, isWhole, progress } from "../model/progress.ts";
import { fresh, freshUuid, newWorld, type World } from "../model/world.ts";
import type { Step } from "../steps/step.ts";

/**
 * What the operator is going to do for a change, beginning with a healthy cluster and when nothing fails meanwhile.
 * `stalled`: it stops, and a person is asked; the steps are those it does before. `endless`: the change does not settle
 * in the model, which is a fault of the model or of the planner.
 */
export type Forecast =
  | { readonly kind: "settled"; readonly steps: readonly Step[] }
  | { readonly kind: "stalled"; readonly steps: readonly Step[]; readonly stall: Stall }
  | { readonly kind: "endless"; readonly steps: readonly Step[] };

/** A Cluster, and what it names. */
export interface ForecastState {
  readonly cluster: Cluster;
  /** `my.cnf` of the ConfigMap in `spec.config`, where it is known: another text restarts the members. */
  readonly userConfig?: string;
  /** Names of Secrets and ConfigMaps the spec names and that are not there; the others are taken as there. */
  readonly missing?: readonly string[];
}

const SEED = 1;
const LONGEST = 3_000;
const STALLED_LOOKS = 20;

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

function run(world: World, process: Process): Forecast {
  const steps: Step[] = [];
  let stalled = 0;
  for (let index = 0; index < LONGEST; index++) {
    progress(world);
    const { round, performed } = runRound(world, process);
    const done = performed.flatMap((effect) => (effect.kind === "perform-step" ? [effect.step] : []));
    const stall = round?.decision.stall;
    steps.push(...done);
    stalled = stall === undefined || done.length > 0 ? 0 : stalled + 1;
    if (stall !== undefined && stalled >= STALLED_LOOKS) return { kind: "stalled", steps, stall };
    if (round?.decision.steps.length === 0 && isReady(world) && isWhole(world))
      return { kind: "settled", steps };
  }
  return { kind: "endless", steps };
}

/** Makes a member the primary before the change comes. */
function handOver(world: World, process: Process, member: string): void {
  const [group] = world.groups;
  const server = world.pods.get(member)?.server;
  if (group === undefined || server === undefined || group.primary === server.volume.serverUuid) return;
  promote(world, group, server.volume.serverUuid);
  run(world, process);
}

/**
 * Plays a change through the operator's rounds against the model without faults: a healthy cluster as `before` says,
 * then `after`. The same input gives the same steps. Git does not know which member is the primary; `primary` says it
 * where it is known, and is the first otherwise.
 */
export function forecast(before: ForecastState, after: ForecastState, primary?: string): Forecast {
  const world = newWorld(SEED);
  const { name, namespace } = after.cluster.metadata;
  createCluster(world, before.cluster.spec ?? {}, name, namespace);
  provide(world, before);
  const process = newProcess(world, decide);
  const start = run(world, process);
  if (start.kind !== "settled") return start;
  if (primary !== undefined) handOver(world, process, primary);
  provide(world, after);
  changeSpec(world, () => after.cluster.spec ?? {});
  return run(world, process);
}
