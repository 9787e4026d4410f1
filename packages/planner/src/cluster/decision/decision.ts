import type { ClusterStatus } from "@grampus/api";
import type { Step } from "../../steps/step.ts";
import type { Diagnosis, Stall } from "../diagnosis/diagnosis.ts";
import type { Freshness } from "../observation/observation.ts";
import type { RestartDemand } from "../tasks/roll-out.ts";

/** Where a canary goes: a small transaction that says whether the primary takes writes. */
export interface CanaryTarget {
  readonly member: string;
  readonly podUid: string;
  /** The member's view when it was observed; what becomes of the canary is said of this one. */
  readonly viewId: string;
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
  /** The canary to send after the steps, when the last one counts no more. */
  readonly canary?: CanaryTarget;
  /**
   * Milliseconds until the next observation, counted from the end of the steps, when nothing happens before; the
   * runner adds jitter. 0 after most steps.
   */
  readonly requeueAfter: number;
  /** Where the next observation has to come from: `live` when what comes next cannot be undone. */
  readonly nextFreshness: Freshness;
  readonly restart: RestartDemand;
  /** What a switch of the primary waits for, in one sentence, while it does. */
  readonly switchWaits?: string;
}
