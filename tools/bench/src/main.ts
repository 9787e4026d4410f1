import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { referenceKustomize } from "@grampus/reference-kustomize";
import type { BenchResult } from "./bench-result.ts";
import { type Beside, compileMeasurement, scalingMeasurement } from "./compile-bench.ts";
import { emitComparison } from "./emit-bench.ts";
import { kustomizeMeasurement } from "./kustomize-bench.ts";
import { KUSTOMIZE_HEADING, type KustomizeRun, kustomizeSection } from "./kustomize-report.ts";
import { currentLoad, machine } from "./machine.ts";
import { withSection } from "./page.ts";
import { benchPage } from "./report.ts";
import { selfCheckMeasurements } from "./self-check-bench.ts";
import { startMeasurements } from "./start-bench.ts";

const USAGE = `Usage: npm run bench [-- [kustomize] OPTIONS]
Measures Grampus beside cdk8s and plain objects, and kustomize-ts beside kustomize; prints the page and writes it to
docs/results/bench.md. With "kustomize" it measures only the latter, and replaces that section of the page.
  --rounds N   counted rounds (7)
  --sizes A,B  clusters of the compared fleets (100,1000)
  --beside NAME=PATH
               another build's grampus.mjs, in the same rounds, its rows called NAME
  --json       print the figures as JSON instead of the page
  --no-write   leave docs/results/bench.md as it is
`;

const root = resolve(import.meta.dirname, "../../..");
const page = join(root, "docs/results/bench.md");
const SCALING_SIZES = [10, 32, 100, 316, 1_000];

function progress(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}

async function kustomizeRun(rounds: number, directory: string): Promise<KustomizeRun | undefined> {
  const before = currentLoad();
  const reference = referenceKustomize();
  if (reference.kind === "impossible") {
    progress(`kustomize is left out: ${reference.reason}`);
    return undefined;
  }
  const measurement = await kustomizeMeasurement(reference.path, directory, rounds, progress);
  return { ...measurement, date: today(), machine: machine(before) };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

async function measured(
  rounds: number,
  sizes: readonly number[],
  directory: string,
  beside: Beside | undefined,
): Promise<BenchResult> {
  const before = currentLoad();
  progress("start");
  const start = await startMeasurements(root, directory, rounds * 2);
  progress("YAML emit");
  const emit = emitComparison(300, rounds * 2);
  const compile = [];
  const selfCheck = [];
  for (const size of sizes) {
    progress(`${size} clusters`);
    compile.push(await compileMeasurement(root, directory, size, rounds, beside));
    progress(`self-check of ${size} clusters`);
    selfCheck.push(...(await selfCheckMeasurements(root, directory, size, rounds * 2)));
  }
  progress("growth");
  const help = start.find(({ name }) => name === "grampus --help, bundled")?.milliseconds.median ?? 0;
  const scaling = await scalingMeasurement(root, directory, SCALING_SIZES, Math.ceil(rounds / 2), help);
  const here = machine(before);
  const kustomize = await kustomizeRun(rounds, directory);
  return {
    date: today(),
    rounds,
    machine: here,
    start,
    compile,
    selfCheck,
    scaling,
    emit,
    ...(kustomize === undefined ? {} : { kustomize }),
  };
}

/** What a run gives: figures to print as JSON, the text to print, and the page it makes of the old one. */
interface Outcome {
  readonly figures: object;
  readonly text: string;
  readonly page: string;
}

async function wholeOutcome(
  rounds: number,
  sizes: readonly number[],
  directory: string,
  beside: Beside | undefined,
): Promise<Outcome> {
  const figures = await measured(rounds, sizes, directory, beside);
  const text = benchPage(figures);
  return { figures, text, page: text };
}

async function kustomizeOutcome(rounds: number, directory: string): Promise<Outcome | undefined> {
  const figures = await kustomizeRun(rounds, directory);
  if (figures === undefined) return undefined;
  const section = kustomizeSection(figures);
  const old = existsSync(page) ? readFileSync(page, "utf8") : "# Benchmarks\n";
  return { figures, text: `${section}\n`, page: withSection(old, KUSTOMIZE_HEADING, section) };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "7" },
    sizes: { type: "string", default: "100,1000" },
    beside: { type: "string" },
    json: { type: "boolean", default: false },
    "no-write": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const sizes = values.sizes.split(",").map(Number);

const beside = /^(?<name>[^=]+)=(?<path>.+)$/.exec(values.beside ?? "")?.groups as Beside | undefined;

const [part, ...rest] = positionals;

if (
  values.help ||
  rest.length > 0 ||
  (part !== undefined && part !== "kustomize") ||
  !Number.isInteger(rounds) ||
  rounds < 1 ||
  (values.beside !== undefined && !(beside !== undefined && existsSync(beside.path))) ||
  sizes.some((size) => !(Number.isInteger(size) && size > 7))
) {
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 1;
} else {
  const directory = mkdtempSync(join(tmpdir(), "grampus-bench-"));
  try {
    const outcome =
      part === undefined
        ? await wholeOutcome(rounds, sizes, directory, beside)
        : await kustomizeOutcome(rounds, directory);
    if (outcome === undefined) process.exitCode = 1;
    else {
      process.stdout.write(values.json ? `${JSON.stringify(outcome.figures, undefined, 2)}\n` : outcome.text);
      if (!values["no-write"]) {
        mkdirSync(dirname(page), { recursive: true });
        writeFileSync(page, outcome.page);
      }
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
