import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { BenchResult } from "./bench-result.ts";
import { compileMeasurement, scalingMeasurement } from "./compile-bench.ts";
import { emitComparison } from "./emit-bench.ts";
import { currentLoad, machine } from "./machine.ts";
import { benchPage } from "./report.ts";
import { startMeasurements } from "./start-bench.ts";

const USAGE = `Usage: npm run bench [-- OPTIONS]
Measures Grampus beside cdk8s and plain objects, prints the page and writes it to docs/results/bench.md.
  --rounds N   counted rounds (7)
  --sizes A,B  clusters of the compared fleets (100,1000)
  --json       print the figures as JSON instead of the page
  --no-write   leave docs/results/bench.md as it is
`;

const root = resolve(import.meta.dirname, "../../..");
const page = join(root, "docs/results/bench.md");
const SCALING_SIZES = [10, 32, 100, 316, 1_000];

function progress(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}

async function measured(rounds: number, sizes: readonly number[], directory: string): Promise<BenchResult> {
  const before = currentLoad();
  progress("start");
  const start = await startMeasurements(root, directory, rounds * 2);
  progress("YAML emit");
  const emit = emitComparison(300, rounds * 2);
  const compile = [];
  for (const size of sizes) {
    progress(`${size} clusters`);
    compile.push(await compileMeasurement(root, directory, size, rounds));
  }
  progress("growth");
  const help = start.find(({ name }) => name === "grampus --help, bundled")?.milliseconds.median ?? 0;
  const scaling = await scalingMeasurement(root, directory, SCALING_SIZES, Math.ceil(rounds / 2), help);
  const date = new Date().toISOString().slice(0, 10);
  return { date, rounds, machine: machine(before), start, compile, scaling, emit };
}

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    sizes: { type: "string", default: "100,1000" },
    json: { type: "boolean", default: false },
    "no-write": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const sizes = values.sizes.split(",").map(Number);

if (
  values.help ||
  !Number.isInteger(rounds) ||
  rounds < 1 ||
  sizes.some((size) => !(Number.isInteger(size) && size > 7))
) {
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 1;
} else {
  const directory = mkdtempSync(join(tmpdir(), "grampus-bench-"));
  try {
    const result = await measured(rounds, sizes, directory);
    const text = benchPage(result);
    process.stdout.write(values.json ? `${JSON.stringify(result, undefined, 2)}\n` : text);
    if (!values["no-write"]) {
      mkdirSync(dirname(page), { recursive: true });
      writeFileSync(page, text);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
