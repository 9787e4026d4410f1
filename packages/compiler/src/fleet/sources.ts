import { readdirSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";

/** One hand-written definition file of the fleet. */
export interface DefinitionFile {
  readonly kind: "cluster" | "environment";
  /** Name of its folder, which its `name` has to equal. */
  readonly folder: string;
  /** Path relative to the fleet's root, with `/`. */
  readonly file: string;
}

/** Where a fleet's definitions are. */
export interface FleetSources {
  /** Absolute path of the fleet's root, the folder that holds `clusters/` and `environments/`. */
  readonly root: string;
  readonly clusters: readonly DefinitionFile[];
  readonly environments: readonly DefinitionFile[];
}

/** Names of the entries of a directory, in code unit order; none when it does not exist. */
export function directoryEntries(root: string, directory: string): readonly string[] {
  try {
    return readdirSync(path.join(root, directory)).sort();
  } catch (error) {
    const system = systemErrorCode(error);
    if (system === "ENOENT" || system === "ENOTDIR") return [];
    throw fileFault("cannot-read", directory, error);
  }
}

function definitionFiles(root: string, kind: DefinitionFile["kind"]): readonly DefinitionFile[] {
  const parent = `${kind}s`;
  const found: DefinitionFile[] = [];
  for (const folder of directoryEntries(root, parent)) {
    const file = `${kind}.ts`;
    if (directoryEntries(root, `${parent}/${folder}`).includes(file)) {
      found.push({ kind, folder, file: `${parent}/${folder}/${file}` });
    }
  }
  return found;
}

/** Finds every `clusters/<name>/cluster.ts` and `environments/<name>/environment.ts` below the root. */
export function fleetSources(root: string): FleetSources {
  return {
    root,
    clusters: definitionFiles(root, "cluster"),
    environments: definitionFiles(root, "environment"),
  };
}

/**
 * The fleet's root: the nearest folder, from `start` upwards, that has `environments/` or `clusters/`.
 * Undefined when there is none.
 */
export function fleetRoot(start: string): string | undefined {
  for (let directory = path.resolve(start); ; directory = path.dirname(directory)) {
    const entries = directoryEntries(directory, ".");
    const isInside = path.basename(directory) === "clusters" || path.basename(directory) === "environments";
    if (!isInside && (entries.includes("environments") || entries.includes("clusters"))) return directory;
    if (directory === path.dirname(directory)) return undefined;
  }
}
