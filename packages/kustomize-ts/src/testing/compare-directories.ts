import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "../accumulate/build.ts";
import type { ReadOnlyFileSystem } from "../load/file-system.ts";
import { diskFileSystem } from "../node/disk-file-system.ts";
import { referencePath } from "./reference.ts";

const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;

type Verdict = "same bytes" | "both refuse" | "not in scope" | "DIFFERENT";

/** Directories with a kustomization below one, in the order of their paths. */
function kustomizations(directory: string): readonly string[] {
  const entries = readdirSync(directory, { withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(directory, name));
  const own = entries.some((entry) => entry.isFile() && KUSTOMIZATION.test(entry.name)) ? [directory] : [];
  return [...own, ...below.sort().flatMap(kustomizations)];
}

/** Compares what both make of a directory; files may be loaded from everywhere, as many trees want it. */
function verdictOn(directory: string, fs: ReadOnlyFileSystem, binary: string): Verdict {
  const result = build(directory.slice(1), { fs, loadRestrictor: "none" });
  const codes = result.diagnostics.map(({ code }) => code);
  if (result.kind === "refused" && codes.includes("kustomize/unsupported-feature")) return "not in scope";
  const parameters = ["build", directory, "--load-restrictor", "LoadRestrictionsNone"];
  const run = spawnSync(binary, parameters, { encoding: "utf8", maxBuffer: 1 << 29 });
  if (result.kind === "refused") return run.status === 0 ? "DIFFERENT" : "both refuse";
  return run.status === 0 && run.stdout === result.yaml() ? "same bytes" : "DIFFERENT";
}

const binary = referencePath();
const roots = process.argv.slice(2);
if (binary === undefined || roots.length === 0) {
  process.stderr.write("usage: npm run compare -w packages/kustomize-ts -- DIRECTORY...\n");
  process.exit(1);
}
const fs = diskFileSystem("/");
const counts = new Map<Verdict, number>();
for (const directory of roots.flatMap((root) => kustomizations(resolve(root)))) {
  const verdict = verdictOn(directory, fs, binary);
  counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  if (verdict === "DIFFERENT") process.stdout.write(`${verdict} ${directory}\n`);
}
for (const [verdict, count] of counts) process.stdout.write(`${count} ${verdict}\n`);
process.exitCode = counts.has("DIFFERENT") ? 1 : 0;
