import { lstatSync, readdirSync, readFileSync, type Stats } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";
import { directoryEntries } from "../fleet/sources.ts";
import {
  baseDirectory,
  environmentOfLock,
  FLEET_FOLDERS,
  gitopsDirectory,
  lockFile,
  operatorDirectory,
  overlayDirectory,
  overlaysDirectory,
} from "../layout.ts";
import { isInScope, type Scope } from "../selection/scope.ts";
import { temporaryState } from "./temporary.ts";
import { HEADER_START } from "./tree.ts";

/** The directories that hold nothing but generated files, within a scope. */
function managedDirectories(root: string, scope: Scope): readonly string[] {
  const bases = directoryEntries(root, FLEET_FOLDERS.cluster).map(baseDirectory);
  const environments = directoryEntries(root, FLEET_FOLDERS.environment);
  const overlays = environments.flatMap((environment) =>
    directoryEntries(root, overlaysDirectory(environment)).map((name) => overlayDirectory(environment, name)),
  );
  return [
    ...bases,
    ...overlays,
    ...environments.flatMap((name) => [operatorDirectory(name), gitopsDirectory(name)]),
  ].filter((directory) => isInScope(directory, scope));
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

/** What is at a path itself, and not where a link leads; undefined when nothing is. */
function entryAt(root: string, file: string): Stats | undefined {
  try {
    return lstatSync(path.join(root, file), { throwIfNoEntry: false });
  } catch (error) {
    if (systemErrorCode(error) === "ENOTDIR") return undefined;
    throw fileFault("cannot-read", file, error);
  }
}

function isDirectory(root: string, directory: string): boolean {
  return entryAt(root, directory)?.isDirectory() === true;
}

function isRegularFile(root: string, file: string): boolean {
  return entryAt(root, file)?.isFile() === true;
}

/** The regular files below a directory; none when it is not there or is a link. */
export function filesBelow(root: string, directory: string): readonly string[] {
  if (!isDirectory(root, directory)) return [];
  try {
    return readdirSync(path.join(root, directory), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
  } catch (error) {
    throw fileFault("cannot-read", directory, error);
  }
}

/** The locks of environments that are regular files, within a scope. */
function locks(root: string, scope: Scope): readonly string[] {
  return directoryEntries(root, FLEET_FOLDERS.environment)
    .map(lockFile)
    .filter((file) => isInScope(file, scope) && isRegularFile(root, file));
}

/**
 * Finds every regular file in the managed directories of a scope, and the locks. What another run is just writing is
 * passed over.
 */
export function managedFiles(root: string, scope: Scope): readonly string[] {
  return managedDirectories(root, scope)
    .flatMap((directory) => filesBelow(root, directory))
    .concat(locks(root, scope))
    .filter((file) => temporaryState(file) !== "in-use");
}

/** Whether Grampus made a file: it has the header of a generated file, is a lock, or what a killed run left half written. */
export function isGeneratedFile(root: string, file: string): boolean {
  if (environmentOfLock(file) !== undefined) return true;
  return temporaryState(file) === "abandoned" || fileText(root, file)?.startsWith(HEADER_START) === true;
}
