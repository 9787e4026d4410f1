import { type Dirent, readdirSync } from "node:fs";
import path from "node:path";
import { fileFault, systemErrorCode } from "../fault.ts";
import { type DefinitionKind, definitionFile, FLEET_FOLDERS, generatedFolder } from "../layout.ts";
import type { FleetSources } from "./sources.ts";

function entries(root: string, directory: string): readonly Dirent[] {
  try {
    return readdirSync(path.join(root, directory), { withFileTypes: true });
  } catch (error) {
    const system = systemErrorCode(error);
    if (system === "ENOENT" || system === "ENOTDIR") return [];
    throw fileFault("cannot-read", directory, error);
  }
}

function filesBelow(root: string, directory: string): readonly string[] {
  return entries(root, directory).flatMap((entry): readonly string[] => {
    const file = `${directory}/${entry.name}`;
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    if (!entry.isDirectory()) return [file];
    return generatedFolder(file) === undefined ? filesBelow(root, file) : [];
  });
}

/** The files of a fleet that stand where people write: outside the generated folders, in path order. */
export function handwrittenFiles(root: string): readonly string[] {
  return Object.values(FLEET_FOLDERS)
    .flatMap((folder) => filesBelow(root, folder))
    .sort();
}

/** A file that is called like a definition and is none. */
export interface UnreadDefinition {
  readonly file: string;
  /** Where a definition of its kind is read: `clusters/<name>/cluster.ts`. */
  readonly wanted: string;
}

const LIKE_A_DEFINITION = /^(cluster|environment)s?\.([cm]?[jt]sx?|json)$/i;

/**
 * The files that are called like a definition, more or less, and are not read: in another folder, in the plural, in
 * capitals, in another language. A module that definitions share has a name of its own.
 */
export function unreadDefinitions(
  { clusters, environments }: FleetSources,
  files: readonly string[],
): readonly UnreadDefinition[] {
  const read = new Set([...clusters, ...environments].map(({ file }) => file));
  return files.flatMap((file) => {
    const [, word] = LIKE_A_DEFINITION.exec(path.posix.basename(file)) ?? [];
    if (word === undefined || read.has(file)) return [];
    const kind: DefinitionKind = word.toLowerCase() === "cluster" ? "cluster" : "environment";
    const folder = path.posix.dirname(file);
    const name = folder.includes("/") ? path.posix.basename(folder) : "<name>";
    return [{ file, wanted: definitionFile(kind, name) }];
  });
}
