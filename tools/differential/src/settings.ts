import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

function numberFrom(name: string, otherwise: number): number {
  const text = process.env[name];
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name} must be a positive integer, found ${text}`);
  return value;
}

/** How many generated cases a property tries (`GRAMPUS_DIFFERENTIAL_RUNS`), and from which seed. */
export const SETTINGS = {
  numRuns: numberFrom("GRAMPUS_DIFFERENTIAL_RUNS", 600),
  seed: numberFrom("GRAMPUS_DIFFERENTIAL_SEED", 20_261_122),
} as const;

/** Prints lines for the person who runs the tests. */
export function say(lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Keeps a list that is too long to print; gives the path of the file. */
export function keep(name: string, lines: readonly string[]): string {
  const directory = join(import.meta.dirname, "../.test-results");
  mkdirSync(directory, { recursive: true });
  const file = join(directory, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}
