import type { GateVerdict } from "../gates/verdict.ts";
import type { FileChange } from "../output/changes.ts";
import type { ClusterPlan } from "../plan/cluster-plan.ts";
import type { PlannedApproval } from "../plan/rules.ts";
import type { Reversal } from "./reversal.ts";
import type { ShadowedField } from "./shadowed.ts";
import type { LeftOut } from "./wanted.ts";

/** A pin that is moved, and what follows from it. */
export interface MovedPin {
  readonly cluster: string;
  /** The release that ran; undefined when none did. */
  readonly from: number | undefined;
  readonly to: number;
  /** Whether the release never ran in the environment before, as commits of this branch say. */
  readonly isFirst: boolean;
  /** What the operator is going to do; undefined when nothing changes for the cluster. */
  readonly plan: ClusterPlan | undefined;
  /** Fields that differ between the releases, and not in the environment. */
  readonly shadowed: readonly ShadowedField[];
  readonly reversal: Reversal;
  /** What the gates of the environment say of it; none where they were not asked. */
  readonly gates: readonly GateVerdict[];
  /** The approvals that policies ask for of its change. */
  readonly approvals: readonly PlannedApproval[];
}

/** The pins of an environment that a command moved, or would move. */
export interface MovedPins {
  readonly kind: "moved";
  readonly environment: string;
  readonly moved: readonly MovedPin[];
  /** Clusters that run the wanted release already, with its number. */
  readonly unchanged: readonly { readonly cluster: string; readonly release: number }[];
  readonly left: readonly LeftOut[];
  /** The files that were written or removed, or would be. */
  readonly changes: readonly FileChange[];
  readonly isDryRun: boolean;
}
