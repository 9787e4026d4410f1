import type { BenchResult } from "./bench-result.ts";
import type { CompileMeasurement } from "./compile-bench.ts";
import { kustomizeSection } from "./kustomize-report.ts";
import { isBusy } from "./machine.ts";
import { selfCheckSection } from "./self-check-report.ts";
import { scalingExponent } from "./statistics.ts";
import { cells, number, table } from "./table.ts";
import { targetVerdicts } from "./target.ts";

function compileSection({ clusters, environments, objects, output, timings }: CompileMeasurement): string {
  const [reference] = timings;
  const rows = timings.map(({ name, milliseconds, processor, peakMemory }) => [
    name,
    ...cells(milliseconds),
    reference === undefined ? "" : number(milliseconds.median / reference.milliseconds.median),
    processor === undefined ? "not known" : number(processor.median),
    peakMemory === undefined ? "not known" : number(peakMemory),
  ]);
  return `## ${number(clusters)} clusters × ${environments} environments

${number(objects)} objects; Grampus writes ${number(output.files)} files, ${number(output.bytes / 1_000)} kB.

${table(["", "min ms", "median ms", "max ms", "ratio", "processor ms", "peak MiB"], rows)}`;
}

function targetSection(result: BenchResult): string {
  const busy = isBusy(result.machine);
  const rows = targetVerdicts(result).map(({ id, measure, unit, target, found, met }) => [
    `${id} ${measure}`,
    `${number(target)} ${unit}`.trim(),
    found === undefined ? "not measured" : `${number(found)} ${unit}`.trim(),
    met ? "met" : busy ? "not met while busy" : "missed",
  ]);
  return `## Targets\n\n${table(["", "target", "median here", ""], rows)}`;
}

const BUSY = `
**The machine was busy with other work**: more processes wanted to run than there are cores. Compare rows, least times and processor
time; the other times say little.`;

function machineText({ date, rounds, machine }: BenchResult): string {
  const { processor, cores, memoryGiB, kernel, node, load } = machine;
  return `\`npm run bench\` on ${date}: ${processor}, ${cores} cores, ${memoryGiB} GiB, ${kernel}, Node ${node}.
One-minute load ${number(load.before)} before, ${number(load.after)} after. ${rounds} counted rounds; each round runs every row once, in turns.${isBusy(machine) ? BUSY : ""}`;
}

/** The page that is committed: what was measured, beside what, on which machine, under which load. */
export function benchPage(result: BenchResult): string {
  const { start, compile, selfCheck, scaling, emit, kustomize } = result;
  const emitted = emit.measurements.map(({ name, bytes, megabytesPerSecond, documentsPerSecond }) => [
    name,
    number(bytes / 1_000_000),
    ...cells(megabytesPerSecond),
    number(documentsPerSecond.median),
  ]);
  return `# Benchmarks

${machineText(result)}

The time of a row is that of a whole process, start included. "grampus" is the bundled command that is published; it loads and
checks the definitions, resolves the layers, validates every resource, builds every overlay again in process to check itself, and writes
bases and overlays. "cdk8s" and "plain" (objects, \`stringify\` of the \`yaml\` package, one file for each) do less: they read the
same objects, complete and already resolved, from one JSON file, and write all of them every time. All three must write equal objects,
or the run fails. Rows with --no-types leave out the check of the definitions' types, which otherwise runs beside, on the second core.
"grampus plan" compares with a commit of the same output; every cluster that changes gets a variable for which its members restart in
each environment. A row named after a commit is that commit's bundled command, on the same definitions. Processor time (median) and peak memory are of the process and its children.

${targetSection(result)}

${compile.map(compileSection).join("\n\n")}

${selfCheckSection(selfCheck)}

## Growth

${table(
  ["clusters × 3 environments", "median ms", "exponent from the row above"],
  scaling.samples.map((sample, index) => {
    const above = scaling.samples[index - 1];
    const exponent = above === undefined ? "" : number(scalingExponent([above, sample]));
    return [number(sample.size), number(sample.cost), exponent];
  }),
)}

Exponent of compile time over clusters (least squares on logarithms; 1 is linear): ${number(scaling.exponent)} of the whole process,
${number(scaling.exponentWithoutStart)} of what is left after the time \`--help\` takes.

## Start

${table(
  ["", "min ms", "median ms", "max ms"],
  start.map(({ name, milliseconds }) => [name, ...cells(milliseconds)]),
)}

## YAML emit

${number(emit.documents)} documents as an operator makes them; every emitter's output reads back as what it was given.

${table(["", "MB written", "min MB/s", "median MB/s", "max MB/s", "documents/s"], emitted)}
${kustomize === undefined ? "" : `\n${kustomizeSection(kustomize)}\n`}`;
}
