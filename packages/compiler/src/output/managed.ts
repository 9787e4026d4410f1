import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";
import { directoryEntries } from "../fleet/sources.ts";
import { temporaryState } from "./temporary.ts";
import { HEADER_START } from "./tree.ts";

/** The part of a fleet's output that one run is about. */
export interface Scope {
  /** Only the bases of these clusters; all when absent. */
  readonly bases?: ReadonlySet<string>;
  /** Only the overlays of these clusters; all, and what belongs to environments as a whole, when absent. */
  readonly clusters?: ReadonlySet<string>;
  /** Only these environments; all when absent. */
  readonly environments?: ReadonlySet<string>;
}

function isChosen(name: string | undefined, chosen: ReadonlySet<string> | undefined): boolean {
  return chosen === undefined || (name !== undefined && chosen.has(name));
}

/** Whether a generated file belongs to a scope. */
export function isInScope(file: string, { bases, clusters, environments }: Scope): boolean {
  const [top, name, part, cluster] = file.split("/");
  if (top === "clusters") return isChosen(name, bases);
  if (!isChosen(name, environments)) return false;
  return part === "clusters" ? isChosen(cluster, clusters) : clusters === undefined;
}

/** The directories that hold nothing but generated files, within a scope. */
function managedDirectories(root: string, scope: Scope): readonly string[] {
  const bases = directoryEntries(root, "clusters")
    .filter((name) => isChosen(name, scope.bases))
    .map((name) => `clusters/${name}/base`);
  const environments = directoryEntries(root, "environments").filter((name) =>
    isChosen(name, scope.environments),
  );
  const overlays = environments.flatMap((environment) =>
    directoryEntries(root, `environments/${environment}/clusters`)
      .filter((name) => isChosen(name, scope.clusters))
      .map((name) => `environments/${environment}/clusters/${name}`),
  );
  const operators =
    scope.clusters === undefined ? environments.map((name) => `environments/${name}/operator`) : [];
  return [...bases, ...overlays, ...operators];
}

/** The text of a file, or undefined when there is none. */
export function fileText(root: string, file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw fileFault("cannot-read", file, error);
  }
}

function filesBelow(root: string, directory: string): readonly string[] {
  const stat = lstatSync(path.join(root, directory), { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true) return [];
  try {
    return readdirSync(path.join(root, directory), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
  } catch (error) {
    throw fileFault("cannot-read", directory, error);
  }
}

/** Finds every file in the managed directories of a scope. What another run is just writing is passed over. */
export function managedFiles(root: string, scope: Scope): readonly string[] {
  return managedDirectories(root, scope)
    .flatMap((directory) => filesBelow(root, directory))
    .filter((file) => temporaryState(file) !== "in-use");
}

/** Whether Grampus made a file: it has the header of a generated file, or is what a killed run left half written. */
export function isGeneratedFile(root: string, file: string): boolean {
  return temporaryState(file) === "abandoned" || fileText(root, file)?.startsWith(HEADER_START) === true;
}
