import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { costOf } from "./child.ts";
import { grampus } from "./contestant.ts";
import { fleetFiles } from "./fleet.ts";
import { commitAll, createFleet, removeOutput } from "./fleet-directory.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** Which compile: one that writes everything, or one that has nothing to write, of which the self-check is more. */
export type CompileKind = "no output yet" | "nothing changed";

/** What the self-check is of a compile. */
export interface SelfCheckMeasurement {
  readonly clusters: number;
  readonly kind: CompileKind;
  /** Milliseconds of the self-check. */
  readonly check: Spread;
  /** Milliseconds of the whole process. */
  readonly compile: Spread;
  /** Per cent of the whole process. */
  readonly share: Spread;
  /** Per cent that it adds to the rest of the process. */
  readonly added: Spread;
}

const PROBE = join(import.meta.dirname, "self-check-probe.ts");

function checkTime(output: string): number {
  const [, text] = /^\{"selfCheck":([\d.]+)\}$/m.exec(output) ?? [];
  if (text === undefined) throw new Error("the compile does not say how long its self-check took");
  return Number(text);
}

interface Times {
  readonly check: number;
  readonly compile: number;
}

function measurement(clusters: number, kind: CompileKind, times: readonly Times[]): SelfCheckMeasurement {
  return {
    clusters,
    kind,
    check: spreadOf(times.map(({ check }) => check)),
    compile: spreadOf(times.map(({ compile }) => compile)),
    share: spreadOf(times.map(({ check, compile }) => (100 * check) / compile)),
    added: spreadOf(times.map(({ check, compile }) => (100 * check) / (compile - check))),
  };
}

/** Measures the self-check inside of both kinds of compiles of a fleet, in turns; a first round is not counted. */
export async function selfCheckMeasurements(
  root: string,
  directory: string,
  clusters: number,
  rounds: number,
): Promise<readonly SelfCheckMeasurement[]> {
  const fleet = join(directory, `self-check-${clusters}`);
  mkdirSync(fleet);
  createFleet(fleet, fleetFiles(clusters), root);
  const plain = grampus(root, fleet, "compile");
  await costOf(plain);
  commitAll(fleet);
  const probed = { ...plain, arguments: ["--import", PROBE, ...plain.arguments] };
  const times = new Map<CompileKind, Times[]>([
    ["no output yet", []],
    ["nothing changed", []],
  ]);
  for (let round = 0; round <= rounds; round++) {
    removeOutput(fleet);
    for (const taken of times.values()) {
      const { wall, output } = await costOf(probed);
      if (round > 0) taken.push({ check: checkTime(output), compile: wall });
    }
  }
  return [...times].map(([kind, taken]) => measurement(clusters, kind, taken));
}
