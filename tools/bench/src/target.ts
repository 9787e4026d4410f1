import type { BenchResult } from "./bench-result.ts";
import type { Timing } from "./compile-bench.ts";

/** A figure the project promised itself, and whether this run keeps it. */
export interface TargetVerdict {
  readonly id: string;
  readonly measure: string;
  readonly unit: string;
  readonly target: number;
  /** Absent when this run did not measure it. */
  readonly found?: number;
  readonly met: boolean;
}

interface Target {
  readonly id: string;
  readonly measure: string;
  readonly unit: string;
  readonly target: number;
  readonly better: "less" | "more";
  readonly found: (result: BenchResult) => number | undefined;
}

function timing(result: BenchResult, clusters: number, name: string): Timing | undefined {
  return result.compile
    .find((fleet) => fleet.clusters === clusters)
    ?.timings.find((one) => one.name === name);
}

function compileTime(clusters: number, name: string): Target["found"] {
  return (result) => timing(result, clusters, name)?.milliseconds.median;
}

function selfCheckAdded(clusters: number): Target["found"] {
  return ({ selfCheck }) =>
    selfCheck.find((fleet) => fleet.clusters === clusters && fleet.kind === "nothing changed")?.added;
}

function compileMemory(clusters: number): Target["found"] {
  return (result) => timing(result, clusters, "grampus, no output yet")?.peakMemory;
}

function planTime(
  changed: string,
  of: (plan: number, compile: number, unchanged: number) => number,
): Target["found"] {
  return (result) => {
    const median = (name: string) => timing(result, 1_000, name)?.milliseconds.median;
    const plan = median(`grampus plan, ${changed} changed`);
    const compile = median("grampus, nothing changed");
    const unchanged = median("grampus plan, nothing changed");
    return plan === undefined || compile === undefined || unchanged === undefined
      ? undefined
      : of(plan, compile, unchanged);
  };
}

const TARGETS: readonly Target[] = [
  {
    id: "P1",
    measure: "compile, 100 clusters, no output yet",
    unit: "ms",
    target: 400,
    better: "less",
    found: compileTime(100, "grampus, no output yet"),
  },
  {
    id: "P2",
    measure: "compile, 100 clusters, nothing changed",
    unit: "ms",
    target: 250,
    better: "less",
    found: compileTime(100, "grampus, nothing changed"),
  },
  {
    id: "P3",
    measure: "compile, 100 clusters, one changed",
    unit: "ms",
    target: 200,
    better: "less",
    found: compileTime(100, "grampus, one cluster changed"),
  },
  {
    id: "P4",
    measure: "compile, 1,000 clusters, no output yet",
    unit: "ms",
    target: 6_000,
    better: "less",
    found: compileTime(1_000, "grampus, no output yet"),
  },
  {
    id: "P5",
    measure: "exponent of compile time over clusters",
    unit: "",
    target: 1.1,
    better: "less",
    found: ({ scaling }) => scaling.exponentWithoutStart,
  },
  {
    id: "P6",
    measure: "peak memory at P1",
    unit: "MiB",
    target: 180,
    better: "less",
    found: compileMemory(100),
  },
  {
    id: "P6",
    measure: "peak memory at P4",
    unit: "MiB",
    target: 500,
    better: "less",
    found: compileMemory(1_000),
  },
  {
    id: "P7",
    measure: "grampus --help",
    unit: "ms",
    target: 110,
    better: "less",
    found: ({ start }) => start.find(({ name }) => name === "grampus --help, bundled")?.milliseconds.median,
  },
  {
    id: "P8",
    measure: "YAML emit",
    unit: "MB/s",
    target: 80,
    better: "more",
    found: ({ emit }) =>
      emit.measurements.find(({ name }) => name === "go-yaml-ts emitYaml")?.megabytesPerSecond.median,
  },
  {
    id: "P9",
    measure: "self-check added to compile, 100 clusters",
    unit: "%",
    target: 20,
    better: "less",
    found: selfCheckAdded(100),
  },
  {
    id: "P9",
    measure: "self-check added to compile, 1,000 clusters",
    unit: "%",
    target: 20,
    better: "less",
    found: selfCheckAdded(1_000),
  },
  {
    id: "P10",
    measure: "plan beside compile, 1,000 clusters, one changed",
    unit: "times",
    target: 1.5,
    better: "less",
    found: planTime("one cluster", (plan, compile) => plan / compile),
  },
  {
    id: "P10",
    measure: "plan, for each of 1,000 clusters that change",
    unit: "ms",
    target: 20,
    better: "less",
    found: planTime("every cluster", (plan, _, unchanged) => (plan - unchanged) / 1_000),
  },
];

/** The targets beside what a run found. */
export function targetVerdicts(result: BenchResult): readonly TargetVerdict[] {
  return TARGETS.map(({ id, measure, unit, target, better, found: findIn }) => {
    const found = findIn(result);
    if (found === undefined) return { id, measure, unit, target, met: false };
    return { id, measure, unit, target, found, met: better === "less" ? found <= target : found >= target };
  });
}
