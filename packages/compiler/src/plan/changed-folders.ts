import { build, memoryFileSystem } from "kustomize-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { argoCdSettingsDirectory, generatedFolder, gitopsDirectory, operatorDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";

/** The directories that a person or a tool builds by themselves, by the folder they are in. */
const DIRECTORIES = {
  operator: (environment: string) => [operatorDirectory(environment)],
  gitops: (environment: string) => [gitopsDirectory(environment), argoCdSettingsDirectory(environment)],
} as const;

/** A generated folder that an environment has one of. */
export type EnvironmentFolder = keyof typeof DIRECTORIES;

/** Files of a folder, by path. */
export type FolderTexts = ReadonlyMap<string, string>;

/** What a folder of an environment builds to, before and after. */
export interface ChangedFolder {
  readonly environment: string;
  readonly before: readonly PlainObject[];
  readonly after: readonly PlainObject[];
  /** Its files. */
  readonly texts: { readonly before: FolderTexts; readonly after: FolderTexts };
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

function builtObjects(texts: FolderTexts, directory: string): readonly PlainObject[] {
  if (!texts.has(`${directory}/kustomization.yaml`)) return [];
  const result = build(directory, { fs: memoryFileSystem(texts) });
  if (result.kind === "refused") return [];
  return result.resources.map((resource) => toPlainData(resource.value()).data).filter((data) => isMap(data));
}

function picked(tree: FileTree, files: readonly string[]): FolderTexts {
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
    const texts = { before: await committed.texts(old), after: picked(tree, now) };
    const objects = (files: FolderTexts) =>
      DIRECTORIES[kind](environment).flatMap((directory) => builtObjects(files, directory));
    changed.push({ environment, before: objects(texts.before), after: objects(texts.after), texts });
  }
  return changed;
}
