import { parseArgs } from "node:util";
import { simulate } from "../simulator/index.ts";

const USAGE = `Usage: npm run simulate -- [--seed N] [--steps N] [--runs N]

Drives the planner against a model of Kubernetes, Group Replication and clients, with faults, and checks the
invariants of docs/operator/states.md at every step.

  --seed N    seed of the first run (1)
  --steps N   steps of each run, at least 1 (100000)
  --runs N    runs, with seeds that count up, at least 1 (1)

Exit code: 0 without a violation, 1 with one, 2 for wrong arguments.`;

interface Arguments {
  readonly seed: number;
  readonly steps: number;
  readonly runs: number;
}

/** A whole number that is at least `least`. */
function numberFrom(text: string, least: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) && value >= least ? value : undefined;
}

function argumentsFrom(list: readonly string[]): Arguments | undefined {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({ args: [...list], options: { seed: text, steps: text, runs: text } });
    const seed = numberFrom(values.seed ?? "1", 0);
    const steps = numberFrom(values.steps ?? "100000", 1);
    const runs = numberFrom(values.runs ?? "1", 1);
    return seed === undefined || steps === undefined || runs === undefined
      ? undefined
      : { seed, steps, runs };
  } catch {
    return undefined;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function run({ seed, steps, runs }: Arguments): number {
  const began = performance.now();
  let total = 0;
  let violations = 0;
  const tally = new Map<string, number>();
  for (let index = 0; index < runs; index++) {
    const result = simulate(seed + index, steps);
    total += result.steps;
    violations += result.violations.length;
    for (const [event, times] of Object.entries(result.tally))
      tally.set(event, (tally.get(event) ?? 0) + times);
    if (result.violations.length === 0) continue;
    print(`${result.violations.join("\n")}\nwhat led to it:\n  ${result.trace.join("\n  ")}`);
  }
  const events = [...tally].sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [event, times] of events) print(`${String(times).padStart(9)} ${event}`);
  const seconds = (performance.now() - began) / 1_000;
  print(
    `seeds ${seed} to ${seed + runs - 1}: ${total} steps in ${seconds.toFixed(1)} s, ${violations} violations`,
  );
  return violations === 0 ? 0 : 1;
}

// A reader that went away (`| head`) does not change what a run finds.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const parsed = argumentsFrom(process.argv.slice(2));
if (parsed === undefined) process.stderr.write(`${USAGE}\n`);
process.exitCode = parsed === undefined ? 2 : run(parsed);
