import { expect, test } from "vitest";
import type { BenchResult } from "./bench-result.ts";
import { KUSTOMIZE_HEADING, kustomizeSection } from "./kustomize-report.ts";
import { benchPage } from "./report.ts";
import { spreadOf } from "./statistics.ts";
import { targetVerdicts } from "./target.ts";

const milliseconds = spreadOf([390, 400, 1_234]);

const result: BenchResult = {
  date: "2026-01-02",
  rounds: 3,
  machine: {
    processor: "A processor",
    cores: 2,
    memoryGiB: 24,
    kernel: "a kernel",
    node: "v24.0.0",
    load: { before: 0.5, after: 2 },
  },
  start: [{ name: "grampus --help, bundled", milliseconds: spreadOf([111]) }],
  compile: [
    {
      clusters: 100,
      environments: 3,
      objects: 300,
      output: { files: 1_200, bytes: 987_654 },
      timings: [
        { name: "grampus, no output yet", milliseconds, processor: spreadOf([510]), peakMemory: 150.25 },
        { name: "cdk8s, all objects", milliseconds: spreadOf([800]) },
      ],
    },
  ],
  selfCheck: [
    {
      clusters: 100,
      kind: "nothing changed",
      checked: spreadOf([450, 500]),
      unchecked: spreadOf([400, 430]),
      added: 14.5,
    },
  ],
  scaling: {
    samples: [
      { size: 10, cost: 100 },
      { size: 100, cost: 1_000 },
    ],
    exponent: 0.5,
    exponentWithoutStart: 1.05,
  },
  emit: {
    documents: 1_800,
    measurements: [
      {
        name: "go-yaml-ts emitYaml",
        bytes: 1_280_000,
        megabytesPerSecond: spreadOf([80]),
        documentsPerSecond: spreadOf([100_000]),
      },
    ],
  },
};

test("a target is met at its figure and missed beyond it, and never met unmeasured", () => {
  const verdicts = targetVerdicts(result).map(({ id, found, met }) => [id, found, met]);
  expect(verdicts).toEqual([
    ["P1", 400, true],
    ["P2", undefined, false],
    ["P3", undefined, false],
    ["P4", undefined, false],
    ["P5", 1.05, true],
    ["P6", 150.25, true],
    ["P6", undefined, false],
    ["P7", 111, false],
    ["P8", 80, true],
    ["P9", 14.5, true],
    ["P9", undefined, false],
    ["P10", undefined, false],
    ["P10", undefined, false],
  ]);
});

test("a plan is measured beside the compile of the same run, and by what each cluster adds", () => {
  const timings = [
    { name: "grampus, nothing changed", milliseconds: spreadOf([4_000]) },
    { name: "grampus plan, nothing changed", milliseconds: spreadOf([4_000]) },
    { name: "grampus plan, one cluster changed", milliseconds: spreadOf([5_000]) },
    { name: "grampus plan, every cluster changed", milliseconds: spreadOf([34_000]) },
  ];
  const [first] = result.compile;
  const compile = first === undefined ? [] : [{ ...first, clusters: 1_000, timings }];
  const verdicts = targetVerdicts({ ...result, compile }).filter(({ id }) => id === "P10");
  expect(verdicts.map(({ found, met }) => [found, met])).toEqual([
    [1.25, true],
    [30, false],
  ]);
});

test("a busy machine is said, and excuses nothing that was met", () => {
  const busy = { ...result, machine: { ...result.machine, load: { before: 2.5, after: 0.5 } } };
  expect(benchPage(busy)).toContain("**The machine was busy");
  expect(benchPage(busy)).toContain("| 111 ms | not met while busy |");
  expect(benchPage(busy)).toContain("| 80 MB/s | met |");
  expect(benchPage(result)).not.toContain("busy");
});

test("the page names every row, its ratio and its memory", () => {
  const page = benchPage(result);
  expect(page).toContain("| grampus, no output yet | 390 | 400 | 1,234 | 1 | 510 | 150 |");
  expect(page).toContain("| cdk8s, all objects | 800 | 800 | 800 | 2 | not known | not known |");
  expect(page).toContain("| 10 | 100 |  |\n| 100 | 1,000 | 1.00 |");
  expect(page).toContain("300 objects; Grampus writes 1,200 files, 988 kB.");
  expect(page).toContain("| P7 grampus --help | 110 ms | 111 ms | missed |");
  expect(page).toContain("| 100 clusters, nothing changed: median | 415 | 475 | 14.5 |");
});

test("kustomize's rows say how much of the work it did, and the section can be replaced", () => {
  const { machine } = result;
  const section = kustomizeSection({
    date: "2026-01-02",
    machine,
    cases: [
      {
        name: "3,000 overlays",
        sample: { built: 20, of: 3_000 },
        timings: [
          { name: "kustomize-ts, in memory", milliseconds: spreadOf([400, 500]) },
          { name: "kustomize v5.8.1", milliseconds: spreadOf([90_000]), peakMemory: 61.4 },
        ],
      },
    ],
    growth: {
      samples: [
        { size: 1_000, cost: 100 },
        { size: 2_000, cost: 200 },
      ],
      exponent: 1,
    },
    referenceExponent: 2.5,
  });
  expect(section.startsWith(`${KUSTOMIZE_HEADING}\n`)).toBe(true);
  expect(section).toContain("| 3,000 overlays: kustomize-ts, in memory | 400 | 450 | 500 | 2 | 1 |  |");
  expect(section).toContain(
    "| 3,000 overlays: kustomize v5.8.1, 20 of 3,000, scaled up | 90,000 | 90,000 | 90,000 | 1 | 200 | 61.4 |",
  );
  expect(section).toContain("| 2,000 | 200 | 1.00 |");
});
