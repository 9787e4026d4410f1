import type { ClusterStatus } from "@grampus/api";
import type { Step } from "../../steps/step.ts";
import type { Diagnosis, Stall } from "../diagnosis/diagnosis.ts";
import type { RestartDemand } from "../tasks/roll-out.ts";

/** What the next observation has to bring besides the usual. */
export interface ObservationRequest {
  /** Read Kubernetes from the API server, not from the cache: what comes next cannot be undone. */
  readonly live: boolean;
  /** Send a canary to this member first. */
  readonly canary?: string;
}

/** What to do now. */
export interface Decision {
  readonly diagnosis: Diagnosis;
  /** What waits for a person; the condition `Stalled` says it. */
  readonly stall?: Stall;
  /** In this order; one fails, the rest is dropped. Empty when there is nothing to do, or nothing that is safe. */
  readonly steps: readonly Step[];
  /** The status as it should be; the same object as `cluster.status` when it need not be written. */
  readonly status: ClusterStatus;
  /**
   * Milliseconds until the next observation, counted from the end of the steps, when nothing happens before; the
   * runner adds jitter. 0 after most steps.
   */
  readonly requeueAfter: number;
  readonly request: ObservationRequest;
  readonly restart: RestartDemand;
}
