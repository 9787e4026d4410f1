/** What one way costs. */
export interface Measured {
  readonly variant: string;
  readonly clusters: number;
  /** From the bootstrap until everything is synced. */
  readonly firstSeconds: number;
  readonly firstCpuSeconds: number;
  /** From the push of a change of one cluster until Kubernetes has it, and until everything is at that commit. */
  readonly changeSeconds: number;
  readonly changeAllSeconds: number;
  readonly changeCpuSeconds: number;
  /** Of one processor, while nothing changes. */
  readonly idlePercent: number;
  readonly peakMiB: number;
}
