import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findRig } from "../../rig.ts";
import { ARGOCD } from "../argocd.ts";
import { controllersAreMissing } from "../controllers.ts";
import type { Fleet } from "../fleet.ts";
import { FLUX } from "../flux.ts";
import { keepScale } from "./kept.ts";
import { measure, type Variant } from "./measure.ts";
import type { Measured } from "./row.ts";

const USAGE = `Usage: npm run gitops:scale [-- --clusters N] [-- WORD...]
Delivers a fleet of N clusters (300) to an API server that has nothing else, whose clusters a stub calls Ready, with the
rig's real Flux and Argo CD; with words, only in the ways whose names hold one. Measures how long the first sync and the
change of one cluster take, and what the controllers use. Needs the rig with its part gitops. Writes docs/results/gitops-scale.md.
`;

const root = resolve(import.meta.dirname, "../../../../..");

/** Takes the annotation away that says which paths an Application is made from. */
function withoutPaths(fleet: Fleet): void {
  const folder = join(fleet.root, "environments/dev/gitops");
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const kept = readFileSync(path, "utf8").replace(
      /^ *argocd\.argoproj\.io\/manifest-generate-paths: .*\n/gm,
      "",
    );
    writeFileSync(path, kept);
  }
}

const SHARDS = [4, 8, 12, 30];

const VARIANTS: readonly Variant[] = [
  { name: "Flux, a Kustomization for each cluster", tool: FLUX, settings: "shards: false" },
  ...SHARDS.map((shards) => ({ name: `Flux, ${shards} shards`, tool: FLUX, settings: `shards: ${shards}` })),
  { name: "Argo CD", tool: ARGOCD },
  { name: "Argo CD without manifest-generate-paths", tool: ARGOCD, change: withoutPaths },
];

async function run(clusters: number, words: readonly string[]): Promise<number> {
  const rig = findRig(root, process.env);
  const chosen = VARIANTS.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  for (const variant of chosen) {
    const missing = controllersAreMissing(root, variant.tool.name);
    if (missing !== undefined) {
      process.stderr.write(`gitops:scale: ${missing}\n`);
      return 1;
    }
    const row: Measured = await measure(root, variant, clusters, rig.kubectl);
    process.stdout.write(`${JSON.stringify(row)}\n`);
    keepScale(root, row);
  }
  return chosen.length > 0 ? 0 : 1;
}

const options = { clusters: { type: "string", default: "300" }, help: { type: "boolean" } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const clusters = Number(values.clusters);
if (values.help === true) {
  process.stdout.write(USAGE);
} else if (!Number.isInteger(clusters) || clusters < 1) {
  process.stderr.write(`gitops:scale: --clusters takes a number from 1 on, not ${values.clusters}\n`);
  process.exitCode = 2;
} else {
  process.exit(await run(clusters, positionals));
}
