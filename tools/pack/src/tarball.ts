import { copyFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PackFault } from "./pack-fault.ts";
import { runCommand } from "./run-command.ts";

/** A packed package. */
export interface Tarball {
  readonly path: string;
  readonly bytes: number;
  readonly files: number;
}

interface PackReport {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

function reportOf(output: string): PackReport | undefined {
  const reports: unknown = JSON.parse(output);
  const list: readonly PackReport[] = Array.isArray(reports) ? reports : Object.values(reports ?? {});
  return list[0];
}

/** Packs a staged package as it would be published, with a README and the repository's license. */
export function packStage(root: string, readme: string, stage: string, destination: string): Tarball {
  copyFileSync(join(root, "LICENSE"), join(stage, "LICENSE"));
  if (!existsSync(readme)) throw new PackFault("pack", `${readme} is missing; the registry shows it`);
  copyFileSync(readme, join(stage, "README.md"));
  const output = runCommand("pack", stage, "npm", "pack", "--json", "--pack-destination", destination);
  const report = reportOf(output);
  const path = join(destination, report?.filename.replace(/^@/, "").replace("/", "-") ?? "");
  return { path, bytes: statSync(path).size, files: report?.files.length ?? 0 };
}

/** Checks a tarball as Node and, where it has types, as TypeScript will see it; a complaint of either is a fault. */
export function checkTarball(root: string, { path }: Tarball, typed: boolean): void {
  const bin = join(root, "node_modules/.bin");
  runCommand("check", root, join(bin, "publint"), "run", path, "--strict");
  if (!typed) return;
  const options = [
    "--profile",
    "esm-only",
    "--no-definitely-typed",
    "--no-emoji",
    "--no-color",
    "--format",
    "ascii",
  ];
  runCommand("check", root, join(bin, "attw"), path, ...options);
}

/** Reads a package's manifest. */
export function readManifest<Manifest>(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
}
