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

/** Whether a word is another but for one letter that is missing, added, wrong or in its neighbour's place. */
function isOneLetterOff(word: string, other: string): boolean {
  let start = 0;
  while (start < word.length && word[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(word.length, other.length) - start && word.at(-1 - end) === other.at(-1 - end)) end++;
  const [left, right] = [word.slice(start, word.length - end), other.slice(start, other.length - end)];
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === `${right[1]}${right[0]}`);
}

/** What a word is a misspelling of: in other case, or one letter off. */
function meantWord<Word extends string>(word: string, words: readonly Word[]): Word | undefined {
  return words.find((other) => word !== other && isOneLetterOff(word.toLowerCase(), other));
}

const KINDS = ["cluster", "environment"] as const;

/** Definitions in folders of the root whose names are nearly those that definitions are read from. */
function misspeltFolders(root: string): readonly UnreadDefinition[] {
  return entries(root, ".").flatMap((top): readonly UnreadDefinition[] => {
    const folder = meantWord(top.name, Object.values(FLEET_FOLDERS));
    const kind = KINDS.find((each) => FLEET_FOLDERS[each] === folder);
    if (!top.isDirectory() || kind === undefined) return [];
    return entries(root, top.name).flatMap(({ name }) =>
      entries(root, `${top.name}/${name}`)
        .filter((entry) => entry.name === `${kind}.ts`)
        .map((entry) => ({ file: `${top.name}/${name}/${entry.name}`, wanted: definitionFile(kind, name) })),
    );
  });
}

/** A file that is called like a definition and is none. */
export interface UnreadDefinition {
  readonly file: string;
  /** Where a definition of its kind is read: `clusters/<name>/cluster.ts`. */
  readonly wanted: string;
}

const LIKE_A_DEFINITION = /^(cluster|environment)s?\.([cm]?[jt]sx?|json)$/i;

/** The kind of definition that a file which has a folder of definitions to itself is nearly called like. */
function nearlyCalled(file: string, read: ReadonlySet<string>): DefinitionKind | undefined {
  const [top, name = "", base = "", ...more] = file.split("/");
  const kind = KINDS.find((each) => FLEET_FOLDERS[each] === top);
  if (kind === undefined || more.length > 0 || read.has(definitionFile(kind, name))) return undefined;
  return meantWord(base, [`${kind}.ts`]) === undefined ? undefined : kind;
}

/**
 * The files that are called like a definition, more or less, and are not read: in another folder, in the plural, in
 * capitals, in another language, misspelt where there is no other. A module that definitions share has a name of its own.
 */
export function unreadDefinitions(
  { root, clusters, environments }: FleetSources,
  files: readonly string[],
): readonly UnreadDefinition[] {
  const read = new Set([...clusters, ...environments].map(({ file }) => file));
  const inside = files.flatMap((file) => {
    const [, word] = LIKE_A_DEFINITION.exec(path.posix.basename(file)) ?? [];
    const called = KINDS.find((each) => each === word?.toLowerCase());
    const kind = called ?? nearlyCalled(file, read);
    if (kind === undefined || read.has(file)) return [];
    const folder = path.posix.dirname(file);
    const name = folder.includes("/") ? path.posix.basename(folder) : "<name>";
    return [{ file, wanted: definitionFile(kind, name) }];
  });
  return [...inside, ...misspeltFolders(root)];
}
