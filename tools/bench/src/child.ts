import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** A command to measure. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly directory: string;
}

async function runToEnd(command: Command, watch: (pid: number) => () => void): Promise<void> {
  const child = spawn(command.program, command.arguments, {
    cwd: command.directory,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const complaints: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  const stop = child.pid === undefined ? () => {} : watch(child.pid);
  const [exitCode] = await once(child, "close");
  stop();
  if (exitCode === 0) return;
  const said = Buffer.concat(complaints).toString("utf8");
  throw new Error(`${[command.program, ...command.arguments].join(" ")} ended with ${exitCode}:\n${said}`);
}

function procFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** What a run of a process took. */
export interface Cost {
  /** Milliseconds from its start to its end. */
  readonly wall: number;
  /** Milliseconds of processor time, its children included; absent where there is no /proc. A busy machine changes it little. */
  readonly processor?: number;
}

// Linux counts in hundredths of a second here, whatever its own clock is (proc(5), USER_HZ).
const TICK_MS = 10;

/** Processor time of all children that have ended, from this process's own record (proc(5), fields 16 and 17 of stat). */
function childrenProcessorTime(): number | undefined {
  const fields = procFile("/proc/self/stat").split(") ").at(-1)?.split(" ") ?? [];
  const [user, system] = [fields[13], fields[14]];
  return user === undefined || system === undefined ? undefined : (Number(user) + Number(system)) * TICK_MS;
}

/** Runs a command and gives what it took. A command that fails is an error. */
export async function costOf(command: Command): Promise<Cost> {
  const before = childrenProcessorTime();
  const start = performance.now();
  await runToEnd(command, () => () => {});
  const wall = performance.now() - start;
  const after = childrenProcessorTime();
  return { wall, ...(before === undefined || after === undefined ? {} : { processor: after - before }) };
}

function descendants(pid: number): readonly number[] {
  const children = procFile(`/proc/${pid}/task/${pid}/children`)
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number);
  return [pid, ...children.flatMap(descendants)];
}

const SAMPLE_EVERY_MS = 5;

/**
 * Peak resident memory in MiB of a process and the processes it starts: the sum of each one's high-water mark, which
 * the Linux kernel keeps and which is read every few milliseconds. `undefined` where there is no /proc.
 */
export async function peakMemory(command: Command): Promise<number | undefined> {
  const peaks = new Map<number, number>();
  const sample = (pid: number) => {
    for (const one of descendants(pid)) {
      const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(procFile(`/proc/${one}/status`)) ?? [];
      if (kibibytes !== undefined) peaks.set(one, Number(kibibytes));
    }
  };
  await runToEnd(command, (pid) => {
    const timer = setInterval(sample, SAMPLE_EVERY_MS, pid);
    return () => clearInterval(timer);
  });
  if (peaks.size === 0) return undefined;
  return [...peaks.values()].reduce((sum, kibibytes) => sum + kibibytes, 0) / 1024;
}
