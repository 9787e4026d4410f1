import { type SpawnOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a run of the command came to. */
export interface GrampusRun {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const LAUNCHER = fileURLToPath(new URL("../../bin/grampus.mjs", import.meta.url));

/** A run that may still be going on. */
export interface StartedRun {
  readonly pid: number | undefined;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly finished: Promise<GrampusRun>;
}

/** Starts the real command in a directory, without colours, as on a person's machine: `CI` is not set. */
export function startedGrampus(cwd: string, args: readonly string[], options: SpawnOptions = {}): StartedRun {
  const env = { ...process.env, NO_COLOR: "1", CI: undefined, NODE_COMPILE_CACHE: undefined, ...options.env };
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    ...options,
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8");
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  const finished = new Promise<GrampusRun>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
  return { pid: child.pid, kill: (signal) => child.kill(signal), finished };
}

/** Runs the real command in a directory and waits for its end. */
export function grampus(
  cwd: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<GrampusRun> {
  return startedGrampus(cwd, args, options).finished;
}
