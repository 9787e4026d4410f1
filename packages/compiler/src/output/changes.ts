import { fileText, isGeneratedFile, managedFiles, type Scope } from "./managed.ts";
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

/** Compares a compiled tree with the files below `root`. Only the managed directories of the scope are looked at. */
export function treeDifference(root: string, tree: FileTree, scope: Scope): TreeDifference {
  const changes: FileChange[] = [];
  let unchanged = 0;
  for (const [file, text] of tree) {
    const before = fileText(root, file);
    if (before === text) unchanged += 1;
    else if (before === undefined) changes.push({ kind: "create", file, text, before: "" });
    else changes.push({ kind: "update", file, text, before });
  }
  const foreign: string[] = [];
  for (const file of managedFiles(root, scope)) {
    if (tree.has(file)) continue;
    if (isGeneratedFile(root, file))
      changes.push({ kind: "remove", file, text: "", before: fileText(root, file) ?? "" });
    else foreign.push(file);
  }
  return { changes: changes.sort(comparePaths), unchanged, foreign: foreign.sort() };
}
