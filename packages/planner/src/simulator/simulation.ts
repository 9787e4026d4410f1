import type { Refusal } from "../cluster/round/index.ts";
import type { Decide } from "../model/process.ts";
import { newProcess, type Process } from "../model/process.ts";
import type { SimulatedSecret, Stored, World } from "../model/world.ts";
import type { Step } from "../steps/step.ts";

/** What is refused to one kind of step, and until when. */
export interface Refused extends Refusal {
  readonly until: number;
  /** Only steps on this object or member, as `stepSubject` says; all of the kind when absent. */
  readonly subject?: string;
}

/** A step that a process decided which is no more. */
export interface LateStep {
  readonly step: Step;
  /** Whether it confirms a group of one, as the spec had it when the step was decided. */
  readonly alone: boolean;
}

/** A world under trouble, and the operator in it. */
export interface Simulation {
  readonly world: World;
  /** The process that runs now. */
  process: Process;
  /** Steps that a process before this one decided, and that arrive late. */
  lateSteps: readonly LateStep[];
  /** What the API server and the servers refuse, by kind of step. */
  readonly refusals: Map<Step["kind"], Refused>;
  /** Secrets that somebody deleted or spoiled, as they were. */
  readonly lostSecrets: Map<string, Stored<SimulatedSecret>>;
  /** ConfigMaps that somebody deleted, by name. */
  readonly lostConfigs: Map<string, string>;
}

/** A simulation in which nothing has happened yet; `decide` is what is tried. */
export function newSimulation(world: World, decide: Decide): Simulation {
  return {
    world,
    process: newProcess(world, decide),
    lateSteps: [],
    refusals: new Map(),
    lostSecrets: new Map(),
    lostConfigs: new Map(),
  };
}

/** Puts back what somebody took away by mistake, unless there is another one by now that can be used. */
export function restoreObjects({ world, lostSecrets, lostConfigs }: Simulation): void {
  const { secrets, configs } = world.api;
  for (const [name, secret] of lostSecrets) {
    const isOwn = secrets.get(name)?.content.usable === true;
    if (!isOwn) secrets.set(name, secret);
  }
  for (const [name, text] of lostConfigs) if (!configs.has(name)) configs.set(name, text);
  lostSecrets.clear();
  lostConfigs.clear();
}

/** Ends all trouble but that of the nodes that `stays` says stay as they are. */
export function heal(simulation: Simulation, stays: (node: string) => boolean = () => false): void {
  const { world } = simulation;
  for (const troubles of [world.down, world.isolated, world.slow, world.gone])
    for (const node of [...troubles.keys()]) if (!stays(node)) troubles.delete(node);
  for (const { server } of world.pods.values()) if (server !== undefined) server.lockedUntil = 0;
  world.apiBackAt = world.now;
  simulation.lateSteps = [];
  simulation.refusals.clear();
  restoreObjects(simulation);
}
