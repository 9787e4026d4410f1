import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { NODE_OPTIONS } from "@grampus/operator/bundle";
import { currentLoad, machine } from "../machine.ts";
import { operatorPhases } from "./operator-bench.ts";
import { fleetPage } from "./operator-report.ts";

const USAGE = `Usage: npm run bench:fleet [-- OPTIONS]
Measures what a fleet costs the operator: memory, processor time, and the time to look at all clusters after a restart.
Prints the page and writes it to docs/results/fleet.md. Needs an API server: see GRAMPUS_RIG in docs/contributing.md.
  --sizes A,B  clusters, each more than the one before (250,1000)
  --quiet S    seconds for which a fleet is left alone (60)
  --no-write   leave docs/results/fleet.md as it is
`;

const page = join(resolve(import.meta.dirname, "../../../.."), "docs/results/fleet.md");

function progress(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}

async function measure(sizes: readonly number[], quietMs: number, isWritten: boolean): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "grampus-fleet-"));
  try {
    const before = currentLoad();
    const phases = await operatorPhases({ directory, sizes, quietMs, options: NODE_OPTIONS, tell: progress });
    const date = new Date().toISOString().slice(0, 10);
    const text = fleetPage({ date, machine: machine(before), options: NODE_OPTIONS, phases });
    process.stdout.write(text);
    if (isWritten) writeFileSync(page, text);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: "250,1000" },
    quiet: { type: "string", default: "60" },
    "no-write": { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const sizes = values.sizes.split(",").map(Number);
const seconds = Number(values.quiet);
const isGrowing = sizes.every((size, index) => Number.isInteger(size) && size > (sizes[index - 1] ?? 0));

if (values.help || !isGrowing || !(seconds > 0)) {
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 1;
} else {
  await measure(sizes, seconds * 1000, !values["no-write"]);
}
