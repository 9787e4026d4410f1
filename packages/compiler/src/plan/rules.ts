import type { ChangeClass } from "@grampus/api";
import type { Diagnostic } from "@grampus/diagnostics";

/** What one gate says of a release that a change promotes. */
export interface PlannedGate {
  readonly environment: string;
  readonly cluster: string;
  readonly release: number;
  readonly gate: string;
  readonly state: "open" | "holds" | "overridden";
  readonly reason: string;
  readonly hint?: string;
  /** When it opens by itself, as ISO 8601 writes it, in UTC. */
  readonly opens?: string;
}

/** An approval that a policy asks for. */
export interface PlannedApproval {
  readonly environment: string;
  readonly cluster: string;
  readonly changeClass: ChangeClass;
  /** The digest of the change. */
  readonly change: string;
  /** Who may approve it. */
  readonly from: readonly string[];
  /** Who does; absent when nobody does. */
  readonly by?: string;
  /** Why it is not needed; absent where no exception says so. */
  readonly exception?: string;
  /** The line that approves it, and the file it belongs in. */
  readonly line: string;
  readonly file: string;
}

/** What stands between a change and its merge, besides what it does. */
export interface PlannedRules {
  readonly gates: readonly PlannedGate[];
  readonly approvals: readonly PlannedApproval[];
  /** Gates that hold or are overridden, and approvals that are missing, at their places. */
  readonly findings: readonly Diagnostic[];
}
