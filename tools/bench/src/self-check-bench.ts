import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { costOf } from "./child.ts";
import { grampus } from "./contestant.ts";
import { fleetFiles } from "./fleet.ts";
import { commitAll, createFleet } from "./fleet-directory.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** What the self-check is of a compile in which nothing changed, where it weighs most. */
export interface SelfCheckMeasurement {
  readonly clusters: number;
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

/** Measures the self-check inside of compiles of a fleet; a first round is not counted. */
export async function selfCheckMeasurement(
  root: string,
  directory: string,
  clusters: number,
  rounds: number,
): Promise<SelfCheckMeasurement> {
  const fleet = join(directory, `self-check-${clusters}`);
  mkdirSync(fleet);
  createFleet(fleet, fleetFiles(clusters), root);
  const plain = grampus(root, fleet, "compile");
  await costOf(plain);
  commitAll(fleet);
  const probed = { ...plain, arguments: ["--import", PROBE, ...plain.arguments] };
  const times: { readonly check: number; readonly compile: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const { wall, output } = await costOf(probed);
    if (round > 0) times.push({ check: checkTime(output), compile: wall });
  }
  return {
    clusters,
    check: spreadOf(times.map(({ check }) => check)),
    compile: spreadOf(times.map(({ compile }) => compile)),
    share: spreadOf(times.map(({ check, compile }) => (100 * check) / compile)),
    added: spreadOf(times.map(({ check, compile }) => (100 * check) / (compile - check))),
  };
}
