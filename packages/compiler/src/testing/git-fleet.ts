import { spawnSync } from "node:child_process";
import { compile } from "../pipeline/compile.ts";
import type { CompileRequest } from "../pipeline/compiled-fleet.ts";
import { diagnosticsText } from "./diagnostics-text.ts";
import { type FleetDirectory, fleetDirectory } from "./fleet-directory.ts";

/** A fleet in a Git repository of its own, for one test. */
export interface GitFleet extends FleetDirectory {
  /** Runs git, and gives what it prints. */
  readonly git: (...args: readonly string[]) => string;
  /** Compiles, and gives what is said as a user sees it; ids of commits are all `1234567`. */
  readonly compiled: (request?: Omit<Partial<CompileRequest>, "root">) => Promise<string>;
  /** Commits all files as they are. */
  readonly commit: (message?: string) => void;
}

const IDENTITY = ["user.name=test", "user.email=test@example.com", "init.defaultBranch=main"];

/** Makes a fleet of files in a new repository, compiled and committed. */
export async function gitFleet(files: Readonly<Record<string, string>>): Promise<GitFleet> {
  const fleet = fleetDirectory(files);
  const git: GitFleet["git"] = (...args) => {
    const options = IDENTITY.flatMap((value) => ["-c", value]);
    const run = spawnSync("git", [...options, ...args], { cwd: fleet.root, encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout;
  };
  const compiled: GitFleet["compiled"] = async (request = {}) => {
    const { diagnostics } = await compile({ selection: {}, ...request, root: fleet.root });
    return diagnosticsText(fleet.root, diagnostics).replaceAll(/\([0-9a-f]{7,}\)/g, "(1234567)");
  };
  const commit: GitFleet["commit"] = (message = "change") => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  };
  git("init", "--quiet");
  await compiled();
  commit("first");
  return { ...fleet, git, compiled, commit };
}
