import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Command, costOf } from "./child.ts";
import { bundledCommand } from "./contestant.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** How long processes take that do next to nothing. */
export interface StartMeasurement {
  readonly name: string;
  readonly milliseconds: Spread;
}

interface Entry {
  readonly name: string;
  readonly command: Command;
  readonly times: number[];
}

/** Measures the start of the command beside Node's own with an empty module, in turns. */
export async function startMeasurements(
  root: string,
  directory: string,
  rounds: number,
): Promise<readonly StartMeasurement[]> {
  mkdirSync(directory, { recursive: true });
  const empty = join(directory, "empty.mjs");
  writeFileSync(empty, "");
  const node = (...args: readonly string[]): Command => ({
    program: process.execPath,
    arguments: args,
    directory,
  });
  const commands: readonly Entry[] = [
    { name: "node, empty module", command: node(empty), times: [] },
    { name: "grampus --help, bundled", command: node(bundledCommand(root), "--help"), times: [] },
    {
      name: "grampus --help, from sources",
      command: node(join(root, "packages/cli/bin/grampus.mjs"), "--help"),
      times: [],
    },
  ];
  for (let round = 0; round <= rounds; round++) {
    for (const { command, times } of commands) {
      const { wall } = await costOf(command);
      if (round > 0) times.push(wall);
    }
  }
  return commands.map(({ name, times }) => ({ name, milliseconds: spreadOf(times) }));
}
