import type { Cluster } from "@grampus/api";
import type { Platform } from "@grampus/resources";
import type { Step } from "../../steps/step.ts";
import type { ObservedIdentity } from "./identity.ts";
import type { MemberReport } from "./member-report.ts";
import type {
  ObservedClaim,
  ObservedNode,
  ObservedObject,
  ObservedPod,
  ObservedSecrets,
  ObservedStatefulSet,
} from "./objects.ts";

/**
 * Where what is known of Kubernetes comes from. `cache` is the operator's watch cache, which may lag behind; `live`
 * was read from the API server for this observation. What members say is always asked now.
 */
export type Freshness = "cache" | "live";

/** Why a canary was refused. */
export interface CanaryRefusal {
  /**
   * What the answer says something of: `schema`, the operator's schema or its table is not there, or not as it was made;
   * `account`, the operator may not write there; `server`, anything else: a client's write may be refused too.
   */
  readonly about: "schema" | "account" | "server";
  /** What was answered. Never a secret. */
  readonly message: string;
}

/** What became of the last canary: a small transaction committed on the primary. */
export interface Canary {
  /** Name of the member it was sent to. */
  readonly member: string;
  /** The member's view when it was sent; see {@link MemberAnswer.viewId}. */
  readonly viewId: string;
  /** `hung`: no answer within the time limit (5 s). `refused`: an error came back, or it could not be sent. */
  readonly outcome: "written" | "hung" | "refused";
  /** What came back to one that was refused. */
  readonly refusal?: CanaryRefusal;
  /** Since when canaries on this member come to the same, milliseconds since 1970, as far as the operator saw. */
  readonly since: number;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
}

/** A step that failed: a server or the API server said no, or could not do it. Conflicts and silence do not count. */
export interface StepFailure {
  readonly kind: Step["kind"];
  /** What `stepSubject` says of the step. */
  readonly subject: string;
  /** What was answered. Never a secret. */
  readonly message: string;
  /** Whether what it carries was refused, and will be again; otherwise whoever was asked had trouble of its own. */
  readonly refused: boolean;
  /** `metadata.generation` of the Cluster then: another spec is another try. */
  readonly generation: number;
  /** When it failed first without a success since, milliseconds since 1970. */
  readonly since: number;
  /** When it failed last. */
  readonly at: number;
}

/**
 * Whether members may be restarted for a new operator or another platform: clusters take turns at that, so that a fleet
 * is not restarted at once.
 */
export type RestartTurn = "granted" | "waits";

/** The `my.cnf` of the ConfigMap that `spec.config` names; `missing` when the ConfigMap or its key is. */
export type ObservedUserConfig =
  | { readonly kind: "none" }
  | { readonly kind: "missing" }
  | { readonly kind: "text"; readonly text: string };

/**
 * All the operator knows when it decides: one cluster, its objects, and what each member says. Everything is data
 * read at one time; the planner keeps nothing between two calls.
 */
export interface Observation {
  /** The operator's clock, milliseconds since 1970. Only for waiting and for `lastTransitionTime`. */
  readonly now: number;
  readonly freshness: Freshness;
  /** As stored, with uid, resourceVersion, generation and status. */
  readonly cluster: Cluster;
  readonly platform: Platform;
  /** The retained record of who this cluster is. */
  readonly identity: ObservedIdentity;
  readonly userConfig: ObservedUserConfig;
  readonly secrets: ObservedSecrets;
  /** Services, ConfigMaps and disruption budget that carry the cluster's label. */
  readonly objects: readonly ObservedObject[];
  readonly statefulSet?: ObservedStatefulSet;
  readonly pods: readonly ObservedPod[];
  readonly claims: readonly ObservedClaim[];
  /** Nodes that pods of this cluster are assigned to. */
  readonly nodes: readonly ObservedNode[];
  /** One report for each pod, for each member the identity names and for each the spec asks for, by name. */
  readonly members: Readonly<Record<string, MemberReport>>;
  readonly canary?: Canary;
  /** Absent where no other cluster is to be thought of. */
  readonly restartTurn?: RestartTurn;
  /** Whether a member refused root with the password that its Secret has now. */
  readonly rootRefused?: boolean;
  /** When this process mended the operator's accounts last, milliseconds since 1970. */
  readonly accountsMendedAt?: number;
  /** Since when a switch of the primary waits for what runs there, milliseconds since 1970; absent when none does. */
  readonly switchWaitsSince?: number;
  /** The last of each kind and subject, kept until such a step succeeds. */
  readonly failures: readonly StepFailure[];
}
