import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { outputOf } from "../command.ts";
import { E2eFault } from "../e2e-fault.ts";

/** A fleet of its own in a work tree, and the bare repository that the controllers read. */
export interface Fleet {
  readonly root: string;
  /** Folder with the bare repository {@link REPOSITORY}, for a Git server. */
  readonly served: string;
  /** Writes files by path relative to the root. */
  write(files: Readonly<Record<string, string>>): void;
  /** Replaces the first occurrence of a text in a file. */
  edit(file: string, before: string, after: string): void;
  grampus(...args: readonly string[]): Promise<string>;
  /** Commits everything and pushes it. */
  push(message: string): Promise<Pushed>;
  /** Compiles, commits and pushes. */
  publish(message: string): Promise<Pushed>;
  /** Takes the branch back to a commit, in the work tree and on the server. */
  forceBack(revision: string): Promise<Pushed>;
  git(...args: readonly string[]): Promise<string>;
  remove(): void;
}

/** A commit that the server has. */
export interface Pushed {
  readonly revision: string;
  /** When the push had ended, in milliseconds of `performance.now()`. */
  readonly at: number;
}

/** Name of the bare repository. */
export const REPOSITORY = "fleet.git";

const IDENTITY = ["-c", "user.name=e2e", "-c", "user.email=e2e@example.com", "-c", "commit.gpgsign=false"];

/** Makes an empty fleet; `workspace` is where grampus is run from, and `announce` what a Git host does after a push. */
export async function makeFleet(workspace: string, announce: () => Promise<void>): Promise<Fleet> {
  const directory = mkdtempSync(join(tmpdir(), "grampus-gitops-"));
  const root = join(directory, "work");
  const served = join(directory, "served");
  const bare = join(served, REPOSITORY);
  await outputOf("git", ["init", "--quiet", "--bare", "--initial-branch=main", bare]);
  await outputOf("git", ["init", "--quiet", "--initial-branch=main", root]);
  const git = (...args: readonly string[]) => outputOf("git", [...IDENTITY, ...args], { cwd: root });
  const grampus = (...args: readonly string[]) =>
    outputOf(process.execPath, [join(workspace, "packages/cli/bin/grampus.mjs"), ...args], {
      cwd: root,
      timeout: 300_000,
    });
  const pushHead = async (...options: readonly string[]): Promise<Pushed> => {
    await git("push", "--quiet", ...options, bare, "HEAD:main");
    const at = performance.now();
    await announce();
    return { revision: (await git("rev-parse", "HEAD")).trim(), at };
  };
  const push = async (message: string) => {
    await git("add", "--all");
    await git("commit", "--quiet", "--allow-empty", "--message", message);
    return pushHead();
  };
  return {
    root,
    served,
    git,
    grampus,
    push,
    write(files) {
      for (const [file, text] of Object.entries(files)) {
        const path = join(root, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    },
    edit(file, before, after) {
      const path = join(root, file);
      const text = readFileSync(path, "utf8");
      if (!text.includes(before)) throw new E2eFault("setup", `${file} does not say ${before}`);
      writeFileSync(
        path,
        text.replace(before, () => after),
      );
    },
    async publish(message) {
      await grampus("compile", "--no-types");
      return push(message);
    },
    async forceBack(revision) {
      await git("reset", "--quiet", "--hard", revision);
      return pushHead("--force");
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
