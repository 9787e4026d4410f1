import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";
import { directoryEntries } from "../fleet/sources.ts";
import {
  baseDirectory,
  FLEET_FOLDERS,
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
  return [...bases, ...overlays, ...environments.map(operatorDirectory)].filter((directory) =>
    isInScope(directory, scope),
  );
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
