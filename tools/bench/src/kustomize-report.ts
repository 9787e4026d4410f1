import type { KustomizeCase, KustomizeMeasurement } from "./kustomize-bench.ts";
import { isBusy, type Machine } from "./machine.ts";
import { scalingExponent } from "./statistics.ts";
import { cells, number, type Row, table } from "./table.ts";

/** A comparison with kustomize, and what else went on meanwhile. */
export interface KustomizeRun extends KustomizeMeasurement {
  readonly date: string;
  readonly machine: Machine;
}

/** The heading of the section: what a later run looks for to replace it. */
export const KUSTOMIZE_HEADING = "## kustomize-ts beside kustomize";

function caseRows({ name, sample, timings }: KustomizeCase): readonly Row[] {
  const first = timings[0]?.milliseconds.median ?? Number.NaN;
  const scaled = sample.built < sample.of ? `, ${sample.built} of ${number(sample.of)}, scaled up` : "";
  return timings.map(({ name: way, milliseconds, peakMemory }) => [
    `${name}: ${way}${way.startsWith("kustomize-ts") ? "" : scaled}`,
    ...cells(milliseconds),
    number(milliseconds.count),
    number(milliseconds.median / first),
    peakMemory === undefined ? "" : number(peakMemory),
  ]);
}

/** The section about kustomize-ts and kustomize. */
export function kustomizeSection(run: KustomizeRun): string {
  const { cases, growth, referenceExponent, date, machine } = run;
  const { load } = machine;
  const grown = growth.samples.map((sample, index) => {
    const above = growth.samples[index - 1];
    return [
      number(sample.size),
      number(sample.cost),
      above === undefined ? "" : number(scalingExponent([above, sample])),
    ];
  });
  return `${KUSTOMIZE_HEADING}

\`npm run bench -- kustomize\` on ${date}, Node ${machine.node}, in turns; one-minute load ${number(load.before)} before, ${number(load.after)} after${isBusy(machine) ? ": **the machine was busy**, compare rows" : ""}.
Both print the same bytes, or the run fails. kustomize-ts builds within a process that runs, text included; kustomize is a
process for each build, which is how it is used. Peak memory is of a process that does the row alone.

${table(["", "min ms", "median ms", "max ms", "rounds", "ratio", "peak MiB"], cases.flatMap(caseRows))}

${table(["objects in one build, in memory", "min ms", "exponent from the row above"], grown)}

Exponent of kustomize-ts over the objects of one build: ${number(growth.exponent)} (1 is linear); of kustomize from 1,000 to 4,000
objects: ${number(referenceExponent)}.`;
}
