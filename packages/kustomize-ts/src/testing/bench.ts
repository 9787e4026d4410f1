import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "../build/build.ts";
import { memoryFileSystem } from "../load/file-system.ts";
import { diskFileSystem } from "../node/disk-file-system.ts";
import { emitYaml, emitYamlDocuments } from "../yaml/emit.ts";
import { referencePath } from "./reference.ts";

type Files = Record<string, string>;

function workload(index: number): readonly object[] {
  const name = `app-${index}`;
  const labels = { app: name };
  const containers = [
    {
      name: "web",
      image: "nginx:1.27",
      env: [{ name: "MODE", value: "fast" }],
      envFrom: [{ configMapRef: { name } }],
    },
  ];
  return [
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { mode: "fast", size: "1" } },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name },
      spec: { selector: labels, ports: [{ port: 80 }] },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
      },
    },
    {
      apiVersion: "example.com/v1",
      kind: "Thing",
      metadata: { name },
      spec: { members: 3, storage: { size: "10Gi" } },
    },
  ];
}

/** One kustomization of about so many objects, with a namespace, a prefix and labels. */
function oneBuild(objects: number): Files {
  const all = Array.from({ length: Math.ceil(objects / 4) }, (_, index) => workload(index))
    .flat()
    .slice(0, objects);
  return {
    "kustomization.yaml": emitYaml({
      resources: ["all.yaml"],
      namespace: "prod",
      namePrefix: "p-",
      labels: [{ pairs: { env: "prod" }, includeSelectors: true }],
    }),
    "all.yaml": emitYamlDocuments(all),
  };
}

/** A base and an overlay of one custom resource each, so many times. */
function overlays(count: number): Files {
  const files: Files = {};
  for (let index = 0; index < count; index++) {
    const [, , , thing] = workload(index);
    files[`base-${index}/kustomization.yaml`] = emitYaml({ resources: ["thing.yaml"] });
    files[`base-${index}/thing.yaml`] = emitYaml(thing ?? {});
    files[`over-${index}/kustomization.yaml`] = emitYaml({
      resources: [`../base-${index}`],
      namespace: "prod",
      labels: [{ pairs: { env: "prod" } }],
      patches: [{ path: "patch.yaml" }],
      sortOptions: { order: "fifo" },
    });
    files[`over-${index}/patch.yaml`] = emitYaml({
      apiVersion: "example.com/v1",
      kind: "Thing",
      metadata: { name: `app-${index}` },
      spec: { members: 5 },
    });
  }
  return files;
}

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function requireBuilt(path: string, fs: Parameters<typeof build>[1]["fs"]): string {
  const result = build(path, { fs });
  if (result.kind === "refused") throw new Error(JSON.stringify(result.diagnostics));
  return result.yaml();
}

function buildAll(paths: readonly string[], fs: Parameters<typeof build>[1]["fs"]): void {
  for (const path of paths) requireBuilt(path, fs);
}

interface Contest {
  readonly name: string;
  readonly files: Files;
  readonly paths: readonly string[];
  /** How many of the paths the reference builds; its time is scaled up. */
  readonly referencePaths: number;
  readonly rounds: number;
}

const CONTESTS: readonly Contest[] = [
  { name: "one overlay of 10 objects", files: oneBuild(10), paths: [""], referencePaths: 1, rounds: 15 },
  { name: "one build of 1,000 objects", files: oneBuild(1_000), paths: [""], referencePaths: 1, rounds: 3 },
  { name: "one build of 4,000 objects", files: oneBuild(4_000), paths: [""], referencePaths: 1, rounds: 1 },
  {
    name: "3,000 overlays",
    files: overlays(3_000),
    paths: Array.from({ length: 3_000 }, (_, index) => `over-${index}`),
    referencePaths: 20,
    rounds: 3,
  },
];

function contest(binary: string, { name, files, paths, referencePaths, rounds }: Contest): void {
  const root = mkdtempSync(join(tmpdir(), "kustomize-bench-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const [memory, disk, reference]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      const fs = memoryFileSystem(files);
      memory.push(milliseconds(() => buildAll(paths, fs)));
      const onDisk = diskFileSystem(root);
      disk.push(milliseconds(() => buildAll(paths, onDisk)));
      const sample = paths.slice(0, referencePaths);
      const time = milliseconds(() => {
        for (const path of sample) {
          const run = spawnSync(binary, ["build", join(root, path)], {
            encoding: "utf8",
            maxBuffer: 1 << 28,
          });
          if (run.stdout !== requireBuilt(path, onDisk)) throw new Error(`${name}: the outputs differ`);
        }
      });
      reference.push((time * paths.length) / sample.length);
    }
    const [ours, fromDisk, theirs] = [memory, disk, reference].map(median);
    const row = [name, ours, fromDisk, theirs].map((cell) =>
      typeof cell === "number" ? `${cell.toFixed(1)} ms` : cell,
    );
    process.stdout.write(`| ${row.join(" | ")} | ${((theirs ?? 0) / (ours ?? 1)).toFixed(0)} x |\n`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const binary = referencePath();
if (binary === undefined) process.exit(1);
process.stdout.write(
  `load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(" ")}\n\n`,
);
process.stdout.write(
  "| what | memory, median | disk, median | kustomize v5.8.1, median | ratio |\n|---|---:|---:|---:|---:|\n",
);
for (const entry of CONTESTS) contest(binary, entry);
process.stdout.write(
  `\npeak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB; load ${loadavg()[0]?.toFixed(1)}\n`,
);
