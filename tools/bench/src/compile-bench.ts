import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Cost, costOf, peakMemory } from "./child.ts";
import { type Arena, type Contestant, compileBy, contestants, grampus } from "./contestant.ts";
import { differences, objectsIn, parsedObjects } from "./equality.ts";
import { ENVIRONMENTS, fleetFiles } from "./fleet.ts";
import { commitAll, createFleet, outputSize, removeOutput } from "./fleet-directory.ts";
import { type Sample, type Spread, scalingExponent, spreadOf } from "./statistics.ts";

/** What one contestant took. */
export interface Timing {
  readonly name: string;
  readonly milliseconds: Spread;
  /** Milliseconds of processor time; absent where the system does not say. */
  readonly processor?: Spread;
  /** MiB of the process and its children; absent where the system does not say. */
  readonly peakMemory?: number;
}

/** All contestants on one fleet. */
export interface CompileMeasurement {
  readonly clusters: number;
  readonly environments: number;
  readonly objects: number;
  readonly output: { readonly files: number; readonly bytes: number };
  readonly timings: readonly Timing[];
}

/** Compile time over the size of the fleet. */
export interface ScalingMeasurement {
  readonly samples: readonly Sample[];
  /** Of the whole process. */
  readonly exponent: number;
  /** Of what is left after the start of the process, as `--help` takes it. */
  readonly exponentWithoutStart: number;
}

/** Another build of the bundled command to measure beside this one. */
export interface Beside {
  readonly name: string;
  readonly path: string;
}

function arenaFor(root: string, directory: string, clusters: number, beside: Beside | undefined): Arena {
  const base = join(directory, String(clusters));
  mkdirSync(base, { recursive: true });
  return {
    root,
    coldFleet: join(base, "cold"),
    warmFleet: join(base, "warm"),
    planFleet: join(base, "plan"),
    clusters,
    objectsFile: join(base, "objects.json"),
    cdk8sOutput: join(base, "cdk8s"),
    plainOutput: join(base, "plain"),
    ...(beside === undefined
      ? {}
      : {
          earlier: {
            ...beside,
            coldFleet: join(base, "earlier-cold"),
            warmFleet: join(base, "earlier-warm"),
          },
        }),
  };
}

function renderedObjects({ root, warmFleet }: Arena) {
  return ENVIRONMENTS.flatMap((environment) => {
    const { program, arguments: args, directory } = grampus(root, warmFleet, "render", environment);
    const options = { cwd: directory, encoding: "utf8", maxBuffer: 1 << 30 } as const;
    return parsedObjects(execFileSync(program, [...args], options));
  });
}

function assertEqualObjects(arena: Arena, objects: ReturnType<typeof renderedObjects>): void {
  for (const output of [arena.cdk8sOutput, arena.plainOutput]) {
    const [first, ...more] = differences(objects, objectsIn(output));
    if (first === undefined) continue;
    throw new Error(`${output} has other objects than grampus rendered: ${first} and ${more.length} more`);
  }
}

async function timingOf(contestant: Contestant, costs: readonly Cost[]): Promise<Timing> {
  contestant.prepare(costs.length);
  const peak = await peakMemory(contestant.command);
  const processor = costs.flatMap((cost) => cost.processor ?? []);
  return {
    name: contestant.name,
    milliseconds: spreadOf(costs.map(({ wall }) => wall)),
    ...(processor.length === 0 ? {} : { processor: spreadOf(processor) }),
    ...(peak === undefined ? {} : { peakMemory: peak }),
  };
}

/**
 * Measures all contestants on a fleet of one size. A round runs each of them once, every other round backwards, so
 * that a busy moment of the machine meets all alike; a first round is not counted.
 */
export async function compileMeasurement(
  root: string,
  directory: string,
  clusters: number,
  rounds: number,
  beside?: Beside,
): Promise<CompileMeasurement> {
  const arena = arenaFor(root, directory, clusters, beside);
  const files = fleetFiles(clusters);
  createFleet(arena.coldFleet, files, root);
  for (const fleet of [arena.warmFleet, arena.planFleet]) {
    createFleet(fleet, files, root);
    await costOf(grampus(root, fleet, "compile"));
    commitAll(fleet);
  }
  const { earlier } = arena;
  if (earlier !== undefined) {
    createFleet(earlier.coldFleet, files, root);
    createFleet(earlier.warmFleet, files, root);
    await costOf(compileBy(earlier.path, earlier.warmFleet));
    commitAll(earlier.warmFleet);
  }
  const objects = renderedObjects(arena);
  writeFileSync(arena.objectsFile, JSON.stringify(objects));

  const all = contestants(arena);
  const costs = new Map<Contestant, Cost[]>(all.map((contestant) => [contestant, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contestant of round % 2 === 0 ? all : all.toReversed()) {
      contestant.prepare(round);
      const cost = await costOf(contestant.command);
      if (round > 0) costs.get(contestant)?.push(cost);
    }
  }
  assertEqualObjects(arena, objects);
  const output = outputSize(arena.coldFleet);
  const timings: Timing[] = [];
  for (const contestant of all) timings.push(await timingOf(contestant, costs.get(contestant) ?? []));
  return { clusters, environments: ENVIRONMENTS.length, objects: objects.length, output, timings };
}

interface ScaledFleet {
  readonly size: number;
  readonly fleet: string;
  readonly times: number[];
}

/** Measures how the compile time of a fleet without output grows with its clusters. */
export async function scalingMeasurement(
  root: string,
  directory: string,
  sizes: readonly number[],
  rounds: number,
  startMilliseconds: number,
): Promise<ScalingMeasurement> {
  const fleets = sizes.map(
    (size): ScaledFleet => ({ size, fleet: join(directory, `scaling-${size}`), times: [] }),
  );
  for (const { size, fleet } of fleets) createFleet(fleet, fleetFiles(size), root);
  for (let round = 0; round <= rounds; round++) {
    for (const { fleet, times } of fleets) {
      removeOutput(fleet);
      const { wall } = await costOf(grampus(root, fleet, "compile"));
      if (round > 0) times.push(wall);
    }
  }
  const samples = fleets.map(({ size, times }) => ({ size, cost: spreadOf(times).median }));
  return {
    samples,
    exponent: scalingExponent(samples),
    exponentWithoutStart: scalingExponent(
      samples.map(({ size, cost }) => ({ size, cost: cost - startMilliseconds })),
    ),
  };
}
