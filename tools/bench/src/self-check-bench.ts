import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { costOf } from "./child.ts";
import { bundledCommand } from "./contestant.ts";
import { fleetFiles } from "./fleet.ts";
import { commitAll, createFleet, removeOutput } from "./fleet-directory.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { uncheckedCommand } from "./unchecked-command.ts";

/** Which compile: one that writes everything, or one that has nothing to write, of which the self-check is more. */
export type CompileKind = "no output yet" | "nothing changed";

/** What the self-check adds to a compile. */
export interface SelfCheckMeasurement {
  readonly clusters: number;
  readonly kind: CompileKind;
  /** Milliseconds of the whole process as it is published. */
  readonly checked: Spread;
  /** Milliseconds of the same without the self-check. */
  readonly unchecked: Spread;
  /** Per cent, of the medians. */
  readonly added: number;
}

interface Times {
  readonly checked: number[];
  readonly unchecked: number[];
}

function measurement(clusters: number, kind: CompileKind, times: Times): SelfCheckMeasurement {
  const [checked, unchecked] = [spreadOf(times.checked), spreadOf(times.unchecked)];
  return { clusters, kind, checked, unchecked, added: 100 * (checked.median / unchecked.median - 1) };
}

const KINDS: readonly CompileKind[] = ["no output yet", "nothing changed"];

/** Measures both kinds of compiles of a fleet, with the self-check and without, in turns; a first round is not counted. */
export async function selfCheckMeasurements(
  root: string,
  directory: string,
  clusters: number,
  rounds: number,
): Promise<readonly SelfCheckMeasurement[]> {
  const fleet = join(directory, `self-check-${clusters}`);
  mkdirSync(fleet);
  createFleet(fleet, fleetFiles(clusters), root);
  const commands = { checked: bundledCommand(root), unchecked: uncheckedCommand(root, `${fleet}-unchecked`) };
  const compile = async (path: string) =>
    (
      await costOf({
        program: process.execPath,
        arguments: [path, "compile", "--no-types"],
        directory: fleet,
      })
    ).wall;
  await compile(commands.checked);
  commitAll(fleet);
  const all = KINDS.map((kind) => ({ kind, times: { checked: [], unchecked: [] } as Times }));
  for (let round = 0; round <= rounds; round++) {
    for (const variant of ["unchecked", "checked"] as const) {
      removeOutput(fleet);
      for (const { times } of all) {
        const wall = await compile(commands[variant]);
        if (round > 0) times[variant].push(wall);
      }
    }
  }
  return all.map(({ kind, times }) => measurement(clusters, kind, times));
}
