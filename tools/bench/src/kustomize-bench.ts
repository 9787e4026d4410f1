import { join } from "node:path";
import { build, memoryFileSystem, type ReadOnlyFileSystem } from "kustomize-ts";
import { diskFileSystem } from "kustomize-ts/node";
import { costOf, memoryWatch, peakMemory, type Watch } from "./child.ts";
import { type Files, objectsTree, overlayPath, overlaysTree, writeTree } from "./kustomize-tree.ts";
import { type Sample, type Spread, scalingExponent, spreadOf } from "./statistics.ts";

/** How long one way of building a case takes. */
export interface KustomizeTiming {
  readonly name: string;
  readonly milliseconds: Spread;
  /** MiB of a process that does this alone; absent where it is that of another row, or the system does not say. */
  readonly peakMemory?: number;
}

/** One case, built by both. */
export interface KustomizeCase {
  readonly name: string;
  /** How many of its builds kustomize did; its times are scaled up from them. */
  readonly sample: { readonly built: number; readonly of: number };
  readonly timings: readonly KustomizeTiming[];
}

/** kustomize-ts beside kustomize. */
export interface KustomizeMeasurement {
  readonly cases: readonly KustomizeCase[];
  /** Least time over the number of objects in one build, in memory: a median shows other work of the machine as growth. */
  readonly growth: { readonly samples: readonly Sample[]; readonly exponent: number };
  /** The same of kustomize, between the cases of one build with the fewest and the most objects. */
  readonly referenceExponent: number;
}

interface Contest {
  readonly name: string;
  readonly objects: number;
  readonly files: Files;
  readonly paths: readonly string[];
  /** Paths that kustomize builds in a round. */
  readonly referencePaths: readonly string[];
  /** Rounds at most in which kustomize takes part. */
  readonly referenceRounds: number;
}

const OVERLAYS = 3_000;
const SAMPLED = 20;
const REFERENCE_NAME = "kustomize v5.8.1";

function oneBuild(objects: number, name: string, referenceRounds: number): Contest {
  const shared = { name, objects, referenceRounds };
  return { ...shared, files: objectsTree(objects), paths: [""], referencePaths: [""] };
}

function manyOverlays(): Contest {
  const paths = Array.from({ length: OVERLAYS }, (_, index) => overlayPath(index));
  const referencePaths = paths.filter((_, index) => index % (OVERLAYS / SAMPLED) === 0);
  const name = "3,000 overlays of one object";
  return {
    name,
    objects: OVERLAYS,
    files: overlaysTree(OVERLAYS),
    paths,
    referencePaths,
    referenceRounds: 3,
  };
}

function contests(): readonly Contest[] {
  return [
    oneBuild(10, "one overlay of 10 objects", Number.POSITIVE_INFINITY),
    oneBuild(1_000, "one build of 1,000 objects", 3),
    oneBuild(4_000, "one build of 4,000 objects", 1),
    manyOverlays(),
  ];
}

function builtText(path: string, fs: ReadOnlyFileSystem): string {
  const result = build(path, { fs });
  if (result.kind === "refused") throw new Error(JSON.stringify(result.diagnostics));
  return result.yaml();
}

/** Milliseconds that all builds of a contest take in this process, their texts included. */
function ownTime(paths: readonly string[], fs: ReadOnlyFileSystem): number {
  const start = performance.now();
  for (const path of paths) builtText(path, fs);
  return performance.now() - start;
}

/** One way of building a case. */
interface Way {
  readonly name: string;
  /** Gives the milliseconds it took. */
  readonly run: () => number | Promise<number>;
  /** The rounds it takes part in. Round 0 is not counted: there our code is compiled, which kustomize is already. */
  readonly firstRound: number;
  readonly lastRound: number;
  readonly times: number[];
}

/** Lets kustomize build its sample, and compares each text with what kustomize-ts gives. */
async function referenceTime(
  contest: Contest,
  directory: string,
  binary: string,
  watch: Watch,
): Promise<number> {
  const { name, paths, referencePaths } = contest;
  const fs = diskFileSystem(directory);
  let time = 0;
  for (const path of referencePaths) {
    const command = { program: binary, arguments: ["build", join(directory, path)], directory };
    const { wall, output } = await costOf(command, watch);
    if (output !== builtText(path, fs))
      throw new Error(`${name}: kustomize prints something else for ${path}`);
    time += wall;
  }
  return (time * paths.length) / referencePaths.length;
}

async function runInTurns(ways: readonly Way[], rounds: number): Promise<void> {
  for (let round = 0; round <= rounds; round++) {
    for (const { run, times, firstRound, lastRound } of round % 2 === 0 ? ways : ways.toReversed()) {
      if (round < firstRound || round > lastRound) continue;
      const time = await run();
      if (round > 0) times.push(time);
    }
  }
}

/**
 * Measures one case. In a round each way builds it once, every other round backwards, so that a busy moment of the
 * machine meets both; the first round is not counted. Texts that differ are an error.
 */
async function measuredCase(
  contest: Contest,
  directory: string,
  binary: string,
  rounds: number,
): Promise<KustomizeCase> {
  const { name, files, paths, referencePaths, referenceRounds } = contest;
  writeTree(directory, files);
  const memory = memoryWatch();
  const always = { firstRound: 0, lastRound: rounds };
  const inMemory: Way = {
    name: "kustomize-ts, in memory",
    run: () => ownTime(paths, memoryFileSystem(files)),
    ...always,
    times: [],
  };
  const fromDisk: Way = {
    name: "kustomize-ts, from disk",
    run: () => ownTime(paths, diskFileSystem(directory)),
    ...always,
    times: [],
  };
  const reference: Way = {
    name: REFERENCE_NAME,
    run: () => referenceTime(contest, directory, binary, memory.watch),
    firstRound: 1,
    lastRound: referenceRounds,
    times: [],
  };
  await runInTurns([inMemory, fromDisk, reference], rounds);
  const program = join(import.meta.dirname, "contestants/kustomize-program.ts");
  const own = { program: process.execPath, arguments: [program, directory, ...paths], directory };
  const peaks = [undefined, await peakMemory(own), memory.peak()];
  return {
    name,
    sample: { built: referencePaths.length, of: paths.length },
    timings: [inMemory, fromDisk, reference].map(({ name: way, times }, index) => {
      const peak = peaks[index];
      return {
        name: way,
        milliseconds: spreadOf(times),
        ...(peak === undefined ? {} : { peakMemory: peak }),
      };
    }),
  };
}

const GROWTH_SIZES = [250, 500, 1_000, 2_000, 4_000];

async function growth(rounds: number): Promise<KustomizeMeasurement["growth"]> {
  const ways = GROWTH_SIZES.map((size): Way & { readonly size: number } => {
    const files = objectsTree(size);
    const run = () => ownTime([""], memoryFileSystem(files));
    return { name: String(size), size, run, firstRound: 0, lastRound: rounds, times: [] };
  });
  await runInTurns(ways, rounds);
  const samples = ways.map(({ size, times }) => ({ size, cost: spreadOf(times).min }));
  return { samples, exponent: scalingExponent(samples) };
}

function referenceSample({ timings }: KustomizeCase, objects: number): readonly Sample[] {
  const found = timings.find(({ name }) => name === REFERENCE_NAME);
  return found === undefined ? [] : [{ size: objects, cost: found.milliseconds.min }];
}

/** Measures kustomize-ts beside the real kustomize, on trees below a directory. */
export async function kustomizeMeasurement(
  binary: string,
  directory: string,
  rounds: number,
  progress: (text: string) => void,
): Promise<KustomizeMeasurement> {
  const cases: KustomizeCase[] = [];
  const referenceSamples: Sample[] = [];
  for (const [index, contest] of contests().entries()) {
    progress(contest.name);
    const measured = await measuredCase(contest, join(directory, `kustomize-${index}`), binary, rounds);
    cases.push(measured);
    if (contest.paths.length === 1 && contest.objects >= 1_000) {
      referenceSamples.push(...referenceSample(measured, contest.objects));
    }
  }
  progress("growth with the objects of one build");
  return { cases, growth: await growth(rounds), referenceExponent: scalingExponent(referenceSamples) };
}
