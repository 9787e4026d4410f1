import { build, memoryFileSystem } from "kustomize-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { generatedFolder, gitopsDirectory, operatorDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";

const DIRECTORIES = { operator: operatorDirectory, gitops: gitopsDirectory } as const;

/** A generated folder that an environment has one of. */
export type EnvironmentFolder = keyof typeof DIRECTORIES;

/** What a folder of an environment builds to, before and after. */
export interface ChangedFolder {
  readonly environment: string;
  readonly before: readonly PlainObject[];
  readonly after: readonly PlainObject[];
}

function filesByEnvironment(
  files: Iterable<string>,
  kind: EnvironmentFolder,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of files) {
    const folder = generatedFolder(file);
    if (folder?.kind !== kind) continue;
    const listed = found.get(folder.environment);
    if (listed === undefined) found.set(folder.environment, [file]);
    else listed.push(file);
  }
  return found;
}

function builtObjects(texts: ReadonlyMap<string, string>, directory: string): readonly PlainObject[] {
  if (texts.size === 0) return [];
  const result = build(directory, { fs: memoryFileSystem(texts) });
  if (result.kind === "refused") return [];
  return result.resources.map((resource) => toPlainData(resource.value()).data).filter((data) => isMap(data));
}

function picked(tree: FileTree, files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [file, tree.get(file) ?? ""]));
}

/**
 * The environments in which a folder changes, in their order. Same files are not read.
 *
 * @param chosen the only environment that is asked about; all of them unless said
 */
export async function changedFolders(
  kind: EnvironmentFolder,
  committed: CommittedFiles,
  tree: FileTree,
  chosen: string | undefined,
): Promise<readonly ChangedFolder[]> {
  const earlier = filesByEnvironment(committed.ids.keys(), kind);
  const current = filesByEnvironment(tree.keys(), kind);
  const names = [...new Set([...earlier.keys(), ...current.keys()])].sort();
  const changed: ChangedFolder[] = [];
  for (const environment of names) {
    const [old, now] = [earlier.get(environment) ?? [], current.get(environment) ?? []];
    const isSame =
      old.length === now.length &&
      now.every((file) => committed.ids.get(file) === blobId(tree.get(file) ?? "", committed.hash));
    if (isSame || (chosen !== undefined && chosen !== environment)) continue;
    const directory = DIRECTORIES[kind](environment);
    const before = builtObjects(await committed.texts(old), directory);
    changed.push({ environment, before, after: builtObjects(picked(tree, now), directory) });
  }
  return changed;
}
