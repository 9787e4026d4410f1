import type { Measured } from "./row.ts";

const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;

const HEAD = [
  "",
  "clusters",
  "first sync",
  "CPU of it",
  "load",
  "one cluster changed: there",
  "all at that commit",
  "CPU of it",
  "load",
  "CPU idle",
  "memory, peak",
  "date",
];

function row(measured: Measured): string {
  const { variant, clusters, firstSeconds, firstCpuSeconds, firstLoad, date } = measured;
  const { changeSeconds, changeAllSeconds, changeCpuSeconds, changeLoad, idlePercent, peakMiB } = measured;
  return line([
    variant,
    clusters,
    `${firstSeconds} s`,
    `${firstCpuSeconds} s`,
    firstLoad,
    `${changeSeconds} s`,
    `${changeAllSeconds} s`,
    `${changeCpuSeconds} s`,
    changeLoad,
    `${idlePercent} %`,
    `${peakMiB} MiB`,
    date,
  ]);
}

/** The page of what a large fleet costs, way by way. */
export function scalePage(rows: readonly Measured[]): string {
  return `${[
    "# What a large fleet costs Flux and Argo CD",
    "",
    "Written by `npm run gitops:scale`: real controllers (source-controller v1.9.6, kustomize-controller v1.9.5 with its four",
    "workers, Argo CD v3.5.7) sync clusters of one member to an API server that has nothing else, where a stub calls each Ready",
    "within a second. Flux is told of a push, as a Git host's webhook does, and looks every 2 s whether what a Kustomization waits",
    "for is there (30 s unless it is set up otherwise, `--requeue-dependency`); Argo CD looks at every Application every 10 s here, 120 s",
    "unless it is set up otherwise. One cluster in the middle of the fleet changes. CPU seconds and memory are those of the controllers,",
    "Argo CD's with its repo-server and redis; CPU idle is a part of one processor. Load is the machine's average of the last minute, for",
    "two processors with other work beside: seconds on the clock are longer by it, CPU seconds hardly are.",
    "",
    line(HEAD),
    line(HEAD.map(() => "---")),
    ...rows.map(row),
  ].join("\n")}\n`;
}
