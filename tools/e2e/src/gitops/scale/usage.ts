import { readFileSync } from "node:fs";

/** What processes used so far. */
export interface Usage {
  readonly cpuSeconds: number;
  /** The most memory that all had resident, each at its own time. */
  readonly peakMiB: number;
}

// USER_HZ, which the kernel gives programs whatever its own rate is.
const TICKS = 100;

function usageOf(pid: number): Usage {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // Behind the name, which may hold anything, `state` is the first field: utime and stime are the 12th and 13th.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
    peakMiB: Number(peak) / 1024,
  };
}

/** The sum over processes. */
export function usage(pids: readonly number[]): Usage {
  const all = pids.map(usageOf);
  return {
    cpuSeconds: all.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    peakMiB: Math.round(all.reduce((sum, { peakMiB }) => sum + peakMiB, 0)),
  };
}
