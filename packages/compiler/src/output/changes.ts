import type { Scope } from "../selection/scope.ts";
import { filesBelow, fileText, isGeneratedFile, managedFiles } from "./managed.ts";
import type { FileTree } from "./tree.ts";

/** What has to happen to one file so that the output is what the definitions say. */
export interface FileChange {
  readonly kind: "create" | "update" | "remove";
  readonly file: string;
  /** The text it shall have; empty for `remove`. */
  readonly text: string;
  /** The text it has now; empty for `create`. */
  readonly before: string;
}

/** How the files on disk differ from a compiled tree. */
export interface TreeDifference {
  /** In path order. */
  readonly changes: readonly FileChange[];
  readonly unchanged: number;
  /** Files in managed directories that Grampus did not make: they are left alone. */
  readonly foreign: readonly string[];
}

function comparePaths(left: { readonly file: string }, right: { readonly file: string }): number {
  return left.file < right.file ? -1 : left.file > right.file ? 1 : 0;
}

/**
 * Compares a compiled tree with the files below `root`. Only the managed directories of the scope are looked at. A link
 * in the place of a generated file counts as another file, whatever it leads to: kustomize would refuse it.
 */
export function treeDifference(root: string, tree: FileTree, scope: Scope): TreeDifference {
  const regular = new Set(managedFiles(root, scope));
  const changes: FileChange[] = [];
  let unchanged = 0;
  for (const [file, text] of tree) {
    const before = fileText(root, file);
    if (before === text && regular.has(file)) unchanged += 1;
    else if (before === undefined) changes.push({ kind: "create", file, text, before: "" });
    else changes.push({ kind: "update", file, text, before });
  }
  const foreign: string[] = [];
  for (const file of regular) {
    if (tree.has(file)) continue;
    if (isGeneratedFile(root, file))
      changes.push({ kind: "remove", file, text: "", before: fileText(root, file) ?? "" });
    else foreign.push(file);
  }
  return { changes: changes.sort(comparePaths), unchanged, foreign: foreign.sort() };
}

/** What has to happen so that a folder holds just some files: first those go that do not belong, then each is written in their order. */
export function directoryChanges(root: string, directory: string, files: FileTree): readonly FileChange[] {
  const removed = filesBelow(root, directory)
    .filter((file) => !files.has(file))
    .map((file): FileChange => ({ kind: "remove", file, text: "", before: fileText(root, file) ?? "" }));
  const written = [...files].map(([file, text]): FileChange => {
    const before = fileText(root, file);
    return before === undefined
      ? { kind: "create", file, text, before: "" }
      : { kind: "update", file, text, before };
  });
  return [...removed, ...written];
}
