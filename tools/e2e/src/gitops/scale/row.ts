/** What one way to deliver a fleet costs. */
export interface Measured {
  readonly variant: string;
  readonly clusters: number;
  readonly date: string;
  /** From the bootstrap until everything is synced. */
  readonly firstSeconds: number;
  readonly firstCpuSeconds: number;
  /** The machine's load average of the last minute, at the end of it. */
  readonly firstLoad: number;
  /** From the push of a change of one cluster until Kubernetes has it, and until everything is at that commit. */
  readonly changeSeconds: number;
  readonly changeAllSeconds: number;
  readonly changeCpuSeconds: number;
  readonly changeLoad: number;
  /** Of one processor, while nothing changes. */
  readonly idlePercent: number;
  readonly peakMiB: number;
}
