import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Mutant, mutated } from "./mutant.ts";

/** A copy of the repository that may be broken. */
export interface Tree {
  readonly root: string;
  /** Puts the defect in for as long as the work takes. */
  with<Result>(mutant: Mutant, work: () => Promise<Result>): Promise<Result>;
  remove(): void;
}

function trackedFiles(root: string): readonly string[] {
  const listed = execFileSync("git", [
    "-C",
    root,
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
  ]);
  return listed
    .toString("utf8")
    .split("\0")
    .filter((file) => file !== "");
}

// Workspaces are linked to the copy, everything else to what is installed.
function linkModules(root: string, copy: string, folder: string): void {
  const from = join(root, folder);
  mkdirSync(join(copy, folder), { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name.startsWith("@")) linkModules(root, copy, path);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(join(root, path)), join(copy, path));
    else symlinkSync(join(root, path), join(copy, path));
  }
}

/** Copies the repository, as it stands with what is not committed, to a folder of its own. */
export function copyTree(root: string): Tree {
  const copy = mkdtempSync(join(tmpdir(), "grampus-mutants-"));
  for (const file of trackedFiles(root)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file), { verbatimSymlinks: true, force: true });
  }
  for (const folder of ["node_modules", "packages/cli/node_modules"]) linkModules(root, copy, folder);
  execFileSync("git", ["-C", copy, "init", "--quiet"]);
  return {
    root: copy,
    async with(mutant, work) {
      const file = join(copy, mutant.file);
      const text = readFileSync(file, "utf8");
      writeFileSync(file, mutated(text, mutant));
      try {
        return await work();
      } finally {
        writeFileSync(file, text);
      }
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}
