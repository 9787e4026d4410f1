import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PATHS } from "../../member/paths.ts";

/** A script that runs. */
export interface RunningScript {
  readonly process: ChildProcess;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Ends it and all it started by SIGKILL. */
  kill(): Promise<void>;
}

/** A directory that stands for a pod's root: scripts run there with bash, with programs that a test made up. */
export interface Pod {
  /** Where a path of the pod is on this machine. */
  at(path: string): string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** Puts a bash script before all programs of this name. */
  program(name: string, script: string): void;
  start(script: string, environment?: Readonly<Record<string, string>>): RunningScript;
  /** Ends what still runs and removes the directory. */
  remove(): Promise<void>;
}

const POD_PATHS = new RegExp(
  Object.values(PATHS)
    .toSorted((left, right) => right.length - left.length)
    .join("|"),
  "g",
);

/** A pod with empty directories, whose programs wait for instants only. */
export function emptyPod(): Pod {
  const root = mkdtempSync(join(tmpdir(), "member-"));
  const programs = join(root, "programs");
  const running: RunningScript[] = [];
  const pod: Pod = {
    at: (path) => join(root, path),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    program(name, script) {
      writeFileSync(join(programs, name), `#!/bin/bash\n${script}\n`);
      chmodSync(join(programs, name), 0o755);
    },
    start(script, environment = {}) {
      const text = script.replaceAll(POD_PATHS, (path) => `${root}${path}`);
      const started = startScript(text, { PATH: `${programs}:${process.env.PATH}`, ...environment });
      running.push(started);
      return started;
    },
    async remove() {
      await Promise.all(running.map((script) => script.kill()));
      rmSync(root, { recursive: true, maxRetries: 5 });
    },
  };
  for (const path of [programs, ...Object.values(PATHS).map((one) => join(root, one))])
    if (!path.endsWith(PATHS.data)) mkdirSync(path, { recursive: true });
  pod.program("sleep", "exec /bin/sleep 0.02");
  return pod;
}

function startScript(text: string, env: Readonly<Record<string, string>>): RunningScript {
  // A group of its own: what a script leaves behind ends with it.
  const child = spawn("bash", ["-c", text], { env, detached: true, stdio: "ignore" });
  const ended = once(child, "exit").then(([code, signal]): number | string => code ?? signal);
  return {
    process: child,
    ended,
    async kill() {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // Nothing of it is left.
      }
      await ended;
    },
  };
}
