import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";
import { directoryEntries } from "../fleet/sources.ts";
import { temporaryState } from "./temporary.ts";
import { HEADER_START } from "./tree.ts";

/** The part of a fleet's output that one run is about; all of it when both are absent. */
export interface Scope {
  /** The bases of these clusters, and their overlays in every environment: a base is shared by all of them. */
  readonly bases?: ReadonlySet<string>;
  /** All of this environment, what it has no more included. */
  readonly environment?: string;
}

/** Whether an overlay belongs to a scope. */
export function isOverlayInScope(environment: string, cluster: string, scope: Scope): boolean {
  return scope.bases === undefined || scope.bases.has(cluster) || scope.environment === environment;
}

/** Whether what an environment has besides overlays belongs to a scope. */
function isEnvironmentInScope(environment: string, scope: Scope): boolean {
  return scope.bases === undefined || scope.environment === environment;
}

/** Whether a generated file belongs to a scope. */
export function isInScope(file: string, scope: Scope): boolean {
  const [top, name = "", part, cluster = ""] = file.split("/");
  if (top === "clusters") return scope.bases?.has(name) ?? true;
  return part === "clusters" ? isOverlayInScope(name, cluster, scope) : isEnvironmentInScope(name, scope);
}

/** The directories that hold nothing but generated files, within a scope. */
function managedDirectories(root: string, scope: Scope): readonly string[] {
  const bases = directoryEntries(root, "clusters").map((name) => `clusters/${name}/base`);
  const environments = directoryEntries(root, "environments");
  const overlays = environments.flatMap((environment) =>
    directoryEntries(root, `environments/${environment}/clusters`).map(
      (name) => `environments/${environment}/clusters/${name}`,
    ),
  );
  const operators = environments.map((name) => `environments/${name}/operator`);
  return [...bases, ...overlays, ...operators].filter((directory) => isInScope(directory, scope));
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

/** Whether there is a directory itself, not a link to one, at a path. */
function isDirectory(root: string, directory: string): boolean {
  try {
    return lstatSync(path.join(root, directory), { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    if (systemErrorCode(error) === "ENOTDIR") return false;
    throw fileFault("cannot-read", directory, error);
  }
}

function filesBelow(root: string, directory: string): readonly string[] {
  if (!isDirectory(root, directory)) return [];
  try {
    return readdirSync(path.join(root, directory), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
  } catch (error) {
    throw fileFault("cannot-read", directory, error);
  }
}

/** Finds every regular file in the managed directories of a scope. What another run is just writing is passed over. */
export function managedFiles(root: string, scope: Scope): readonly string[] {
  return managedDirectories(root, scope)
    .flatMap((directory) => filesBelow(root, directory))
    .filter((file) => temporaryState(file) !== "in-use");
}

/** Whether Grampus made a file: it has the header of a generated file, or is what a killed run left half written. */
export function isGeneratedFile(root: string, file: string): boolean {
  return temporaryState(file) === "abandoned" || fileText(root, file)?.startsWith(HEADER_START) === true;
}
