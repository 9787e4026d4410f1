import { cpus, loadavg, totalmem, version } from "node:os";

/** Where and beside what something was measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly node: string;
  /** Runnable processes, one-minute average, when the run began and ended. */
  readonly load: { readonly before: number; readonly after: number };
}

/** The load of the machine now. */
export function currentLoad(): number {
  return loadavg()[0] ?? Number.NaN;
}

/** Describes this machine at the end of a run. */
export function machine(loadBefore: number): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: version(),
    node: process.version,
    load: { before: loadBefore, after: currentLoad() },
  };
}

/** Whether more processes wanted to run than there are cores. */
export function isBusy({ cores, load }: Pick<Machine, "cores" | "load">): boolean {
  return Math.max(load.before, load.after) > cores;
}
