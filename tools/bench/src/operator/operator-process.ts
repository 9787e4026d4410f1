import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

/** What a process takes at one moment. */
export interface Usage {
  /** Resident memory, MiB. */
  readonly resident: number;
  /** The part of it that is no file, MiB: what a limit cannot take away. */
  readonly anonymous: number;
  /** The highest resident memory so far, MiB. */
  readonly peak: number;
  /** Seconds of processor time so far. */
  readonly processor: number;
}

/** A process of the operator that runs. */
export interface OperatorProcess {
  readonly startedAt: number;
  usage(): Usage;
  /** Clusters it has looked at. */
  readonly seen: ReadonlySet<string>;
  /** When it had looked at this many clusters, milliseconds after its start. */
  sawAll(count: number, limit: number): Promise<number>;
  /** When it watched everything, milliseconds after its start. */
  synced(): Promise<number>;
  stop(): Promise<void>;
}

// Linux counts in hundredths of a second here, whatever its own clock is (proc(5), USER_HZ).
const TICKS = 100;

function mebibytes(status: string, field: string): number {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status)?.[1];
  if (kibibytes === undefined) throw new Error(`/proc says nothing of ${field}`);
  return Number(kibibytes) / 1024;
}

function usageOf(pid: number): Usage {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return {
    resident: mebibytes(status, "VmRSS"),
    anonymous: mebibytes(status, "RssAnon"),
    peak: mebibytes(status, "VmHWM"),
    processor: (Number(fields[11]) + Number(fields[12])) / TICKS,
  };
}

interface LogLine {
  readonly message?: string;
  readonly namespace?: string;
  readonly cluster?: string;
}

async function until(isSo: () => boolean, limit: number, what: string, child: ChildProcess): Promise<number> {
  const startedAt = performance.now();
  while (!isSo()) {
    if (child.exitCode !== null) throw new Error(`the operator ended with ${child.exitCode}`);
    if (performance.now() - startedAt > limit) throw new Error(`${what} took longer than ${limit} ms`);
    await delay(20);
  }
  return performance.now();
}

/** Starts the bundled operator beside an API server; `options` are Node's. */
export function startOperator(
  bundle: string,
  kubeconfig: string,
  port: number,
  options: readonly string[],
): OperatorProcess {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...options, bundle], {
    env: { KUBECONFIG: kubeconfig, NODE_ENV: "production", GRAMPUS_PORT: String(port), HOME: "/tmp" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${bundle} could not be started`);
  const seen = new Set<string>();
  let isActing = false;
  createInterface({ input: child.stdout }).on("line", (text) => {
    const { message = "", namespace, cluster }: LogLine = JSON.parse(text);
    if (message.startsWith("holding the Lease")) isActing = true;
    if (message.startsWith("diagnosis: ")) seen.add(`${namespace}/${cluster}`);
  });
  return {
    startedAt,
    seen,
    usage: () => usageOf(pid),
    synced: async () => (await until(() => isActing, 120_000, "the first list", child)) - startedAt,
    sawAll: async (count, limit) =>
      (await until(() => seen.size >= count, limit, "the first round of all", child)) - startedAt,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
