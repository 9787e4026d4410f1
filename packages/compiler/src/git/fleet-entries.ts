import { existsSync } from "node:fs";
import path from "node:path";
import { CompilerFault } from "../fault.ts";
import { FLEET_FOLDERS, generatedFolder } from "../layout.ts";
import { type GitAnswer, gitAnswer } from "./git.ts";

/** The files of a fleet in a commit. */
export interface FleetEntries {
  /** Object ids by path relative to the fleet's root. */
  readonly ids: ReadonlyMap<string, string>;
}

const ENTRY = /^[0-7]{6} blob ([0-9a-f]+)\t(.*)$/s;

const DEFINITION = /^(.*\/|)(clusters|environments)\/[^/]+\/(cluster|environment)\.ts$/;

/** Object ids by path, from what `git ls-tree -r -z` prints. */
export function listedIds(listing: Buffer): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const line of listing.toString("utf8").split("\0")) {
    const [, id, file] = ENTRY.exec(line) ?? [];
    if (id !== undefined && file !== undefined) ids.set(file, id);
  }
  return ids;
}

/** The definitions of fleets among the files of a repository, by the folder that a fleet is in. */
function definitionsByFolder(files: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, string[]>();
  for (const file of files) {
    const [, folder, top, kind] = DEFINITION.exec(file) ?? [];
    if (folder === undefined || top !== `${kind}s`) continue;
    const definitions = folders.get(folder);
    if (definitions === undefined) folders.set(folder, [file]);
    else definitions.push(file);
  }
  return folders;
}

function isFleet(definitions: readonly string[]): boolean {
  return ["cluster.ts", "environment.ts"].every((name) =>
    definitions.some((file) => file.endsWith(`/${name}`)),
  );
}

/** The folders of fleets among the files of a repository, each with `/` at its end; empty for the top. */
export function fleetFolders(files: Iterable<string>): readonly string[] {
  return [...definitionsByFolder(files)].flatMap(([folder, definitions]) =>
    isFleet(definitions) ? [folder] : [],
  );
}

async function successful(root: string, args: readonly string[]): Promise<Buffer> {
  const answer = await gitAnswer(root, args);
  if (answer?.exitCode === 0) return answer.stdout;
  throw new CompilerFault("git-failed", `git ${args[0]} failed: ${answer?.stderr ?? "git is gone"}`);
}

/** The folders of fleets that a commit has and the files on disk have not, and the ids of all its files. */
async function goneFleets(root: string, commit: string) {
  const [listing, top] = await Promise.all([
    successful(root, ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit]),
    successful(root, ["rev-parse", "--show-toplevel"]),
  ]);
  const directory = top.toString("utf8").replace(/\r?\n$/, "");
  const ids = listedIds(listing);
  const folders = [...definitionsByFolder(ids.keys())]
    .filter(([, definitions]) => isFleet(definitions))
    .filter(([, definitions]) => definitions.every((file) => !existsSync(path.join(directory, file))))
    .map(([folder]) => folder);
  return { ids, folders };
}

/**
 * The files of a fleet in a commit, which has it in the same folder or, when it was moved, in the only one whose fleet is
 * there no more. The folders when there are several of those; what git said when it does not list the commit.
 */
export async function fleetEntries(
  root: string,
  commit: string,
): Promise<FleetEntries | { readonly folders: readonly string[] } | GitAnswer | undefined> {
  const paths = Object.values(FLEET_FOLDERS);
  const listing = await gitAnswer(root, ["ls-tree", "-r", "-z", "--end-of-options", commit, ...paths]);
  if (listing?.exitCode !== 0) return listing;
  const ids = listedIds(listing.stdout);
  const files = [...ids.keys()];
  if (files.some((file) => DEFINITION.test(file) || generatedFolder(file) !== undefined)) return { ids };
  const { ids: all, folders } = await goneFleets(root, commit);
  const [movedFrom, ...others] = folders;
  if (movedFrom === undefined) return { ids };
  if (others.length > 0) return { folders };
  const moved = [...all]
    .filter(([file]) => paths.some((folder) => file.startsWith(`${movedFrom}${folder}/`)))
    .map(([file, id]): readonly [string, string] => [file.slice(movedFrom.length), id]);
  return { ids: new Map(moved) };
}
