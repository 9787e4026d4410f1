import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";
import { type DefinitionKind, definitionFile, FLEET_FOLDERS } from "../layout.ts";

/** One hand-written definition file of the fleet. */
export interface DefinitionFile {
  readonly kind: DefinitionKind;
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

/** Whether there is a file, or a link to one, at a path. */
function isFile(root: string, file: string): boolean {
  try {
    return statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() === true;
  } catch (error) {
    throw fileFault("cannot-read", path.posix.dirname(file), error);
  }
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
  return directoryEntries(root, FLEET_FOLDERS[kind]).flatMap((folder) => {
    const file = definitionFile(kind, folder);
    return isFile(root, file) ? [{ kind, folder, file }] : [];
  });
}

/** Finds every `clusters/<name>/cluster.ts` and `environments/<name>/environment.ts` below the root. */
export function fleetSources(root: string): FleetSources {
  return {
    root,
    clusters: definitionFiles(root, "cluster"),
    environments: definitionFiles(root, "environment"),
  };
}

/** The definition files that are, through a symbolic link, not where they seem to be. */
export function linkedFiles({ root, clusters, environments }: FleetSources): readonly DefinitionFile[] {
  const realRoot = realpathSync(root);
  return [...clusters, ...environments].filter(
    ({ file }) => realpathSync(path.join(root, file)) !== path.join(realRoot, file),
  );
}

/**
 * The fleet's root: the nearest folder, from `start` upwards, with definitions; without any, the nearest that has
 * `environments/` or `clusters/`. Undefined when there is none.
 */
export function fleetRoot(start: string): string | undefined {
  let likely: string | undefined;
  for (let directory = path.resolve(start); ; directory = path.dirname(directory)) {
    const { clusters, environments } = fleetSources(directory);
    if (clusters.length + environments.length > 0) return directory;
    const entries = directoryEntries(directory, ".");
    if (Object.values(FLEET_FOLDERS).some((folder) => entries.includes(folder))) likely ??= directory;
    if (directory === path.dirname(directory)) return likely;
  }
}
