import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { REPOSITORY } from "../repository.ts";

/** A working tree of a repository that several people share. */
export interface Clone {
  readonly root: string;
  /** Runs git, and gives what it prints. */
  readonly git: (...args: readonly string[]) => string;
  readonly text: (file: string) => string;
  /** Replaces the first occurrence of a text in a file. */
  readonly edit: (file: string, before: string, after: string) => void;
}

/** The fleet of this repository, as a repository of its own. */
export interface SharedRepository {
  /** A clone by someone else: what was pushed, and nothing more. */
  readonly clone: (name: string, ...options: readonly string[]) => Clone;
  readonly remove: () => void;
}

function cloneAt(root: string): Clone {
  const git: Clone["git"] = (...args) => {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    const run = spawnSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" });
    if (run.status !== 0) throw new Error(`git ${args.join(" ")}: ${run.stdout}${run.stderr}`);
    return run.stdout;
  };
  const text = (file: string) => readFileSync(path.join(root, file), "utf8");
  const edit: Clone["edit"] = (file, before, after) => {
    const old = text(file);
    if (!old.includes(before)) throw new RangeError(`${file} does not say ${before}`);
    writeFileSync(
      path.join(root, file),
      old.replace(before, () => after),
    );
  };
  return { root, git, text, edit };
}

/** Makes a bare repository whose `main` is the fleet of this repository as it is on disk. */
export function sharedRepository(): SharedRepository {
  const directory = mkdtempSync(path.join(tmpdir(), "grampus-shared-"));
  const bare = path.join(directory, "origin.git");
  spawnSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", bare]);
  const clone: SharedRepository["clone"] = (name, ...options) => {
    const root = path.join(directory, name);
    cloneAt(directory).git("clone", "--quiet", ...options, `file://${bare}`, root);
    return cloneAt(root);
  };
  const first = clone("first");
  for (const folder of ["clusters", "environments"]) {
    cpSync(path.join(REPOSITORY, folder), path.join(first.root, folder), { recursive: true });
  }
  first.git("checkout", "--quiet", "-B", "main");
  first.git("add", "--all");
  first.git("commit", "--quiet", "--message", "the fleet");
  first.git("push", "--quiet", "origin", "main");
  return { clone, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
