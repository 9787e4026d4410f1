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

/** Runs a command to its end and gives what it printed. */
async function runToEnd(command: Command, watch: Watch): Promise<string> {
  const child = spawn(command.program, command.arguments, {
    cwd: command.directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk));
  const stop = child.pid === undefined ? () => {} : watch(child.pid);
  const [exitCode] = await once(child, "close");
  stop();
  if (exitCode === 0) return Buffer.concat(printed).toString("utf8");
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
  /** What it printed. */
  readonly output: string;
}

// Linux counts in hundredths of a second here, whatever its own clock is (proc(5), USER_HZ).
const TICK_MS = 10;

/** Processor time of all children that have ended, from this process's own record (proc(5), fields 16 and 17 of stat). */
function childrenProcessorTime(): number | undefined {
  const fields = procFile("/proc/self/stat").split(") ").at(-1)?.split(" ") ?? [];
  const [user, system] = [fields[13], fields[14]];
  return user === undefined || system === undefined ? undefined : (Number(user) + Number(system)) * TICK_MS;
}

/** Looks at a running process, and gives what ends that. */
export type Watch = (pid: number) => () => void;

const WATCH_NOTHING: Watch = () => () => {};

/** Runs a command and gives what it took. A command that fails is an error. */
export async function costOf(command: Command, watch: Watch = WATCH_NOTHING): Promise<Cost> {
  const before = childrenProcessorTime();
  const start = performance.now();
  const output = await runToEnd(command, watch);
  const wall = performance.now() - start;
  const after = childrenProcessorTime();
  const processor = before === undefined || after === undefined ? {} : { processor: after - before };
  return { wall, ...processor, output };
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

/** Peak resident memory of processes that are watched. */
export interface MemoryWatch {
  readonly watch: Watch;
  /** The greatest peak so far, in MiB; `undefined` where there is no /proc. */
  peak(): number | undefined;
}

/**
 * Watches the peak resident memory of a process and the processes it starts: the sum of each one's high-water mark,
 * which the Linux kernel keeps and which is read every few milliseconds.
 */
export function memoryWatch(): MemoryWatch {
  let greatest = 0;
  const watch: Watch = (pid) => {
    const peaks = new Map<number, number>();
    const sample = () => {
      for (const one of descendants(pid)) {
        const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(procFile(`/proc/${one}/status`)) ?? [];
        if (kibibytes !== undefined) peaks.set(one, Number(kibibytes));
      }
    };
    const timer = setInterval(sample, SAMPLE_EVERY_MS);
    return () => {
      clearInterval(timer);
      greatest = Math.max(
        greatest,
        [...peaks.values()].reduce((sum, kibibytes) => sum + kibibytes, 0),
      );
    };
  };
  return { watch, peak: () => (greatest === 0 ? undefined : greatest / 1024) };
}

/** Runs a command and gives its peak memory, as `memoryWatch` does. */
export async function peakMemory(command: Command): Promise<number | undefined> {
  const memory = memoryWatch();
  await runToEnd(command, memory.watch);
  return memory.peak();
}
