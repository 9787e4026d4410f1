import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** A command that `go install` builds from a module at one version. */
export interface GoCommand {
  /** Import path of the command. */
  readonly path: string;
  /** Module version with its `v`. */
  readonly version: string;
}

/** Where a command is, or why there is none. */
export type GoBinary =
  | { readonly kind: "built"; readonly path: string }
  | { readonly kind: "no-go" }
  | { readonly kind: "failed"; readonly output: string };

/** Gives the command's binary, built once per machine and version under the user's cache folder. */
export function goBinary({ path, version }: GoCommand): GoBinary {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const directory = join(cache, "grampus", `${name}-${version}`);
  const binary = join(directory, name);
  if (existsSync(binary)) return { kind: "built", path: binary };
  const go = spawnSync("go", ["install", `${path}@${version}`], {
    env: { ...process.env, GOBIN: directory, GOFLAGS: "-trimpath" },
    encoding: "utf8",
  });
  if (go.error !== undefined) return { kind: "no-go" };
  if (go.status !== 0) return { kind: "failed", output: go.stderr };
  return { kind: "built", path: binary };
}
