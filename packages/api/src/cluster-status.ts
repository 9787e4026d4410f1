import type { Int32, Int64, Timestamp } from "./kubernetes/scalars.ts";

/** One condition, as kstatus and every Kubernetes tool reads it. */
export interface Condition {
  /** `Ready` is good; `Reconciling`, `Stalled` and `Degraded` are there only while they are true. */
  readonly type: "Ready" | "Reconciling" | "Stalled" | "Degraded";
  /** Whether it holds. */
  readonly status: "True" | "False" | "Unknown";
  /**
   * One word for the cause, from a closed set.
   * @pattern ^[A-Z][A-Za-z0-9]*$
   * @form "one word in CamelCase"
   * @minLength 1
   * @maxLength 64
   */
  readonly reason: string;
  /**
   * What a person should know. Never a secret.
   * @maxLength 4096
   */
  readonly message: string;
  /** Generation of the spec this was said about. */
  readonly observedGeneration?: Int64;
  /** When `status` last changed. */
  readonly lastTransitionTime: Timestamp;
}

/** What the operator saw of one member. */
export interface MemberStatus {
  /**
   * Name of the member's pod.
   * @minLength 1
   * @maxLength 63
   */
  readonly name: string;
  /** State in the group; `Unreachable` is not `Missing`. */
  readonly state: "Online" | "Recovering" | "Offline" | "Error" | "Unreachable" | "Missing";
  /** Role in the group, once it has one. */
  readonly role?: "Primary" | "Secondary";
  /**
   * MySQL version the member runs.
   * @maxLength 32
   */
  readonly version?: string;
  /**
   * How long it has lacked something that the primary had executed, in seconds: only while that is 5 or more, and rounded
   * down so that the status is not written at each look. The operator's metrics have it exactly.
   * @format int64
   * @minimum 0
   * @maximum 9007199254740991
   */
  readonly behindSeconds?: number;
  /**
   * How many transactions of the primary it had not executed when it was last looked at, with `behindSeconds` and rounded
   * down to the first digit.
   * @format int64
   * @minimum 0
   * @maximum 9007199254740991
   */
  readonly behindTransactions?: number;
  /**
   * The server's id in replication.
   * @format int64
   * @minimum 1
   * @maximum 4294967295
   */
  readonly serverId?: number;
}

/**
 * Name of a member's pod.
 * @maxLength 63
 */
export type MemberName = string;

/**
 * A part of a member's template, as a person calls it.
 * @maxLength 96
 */
export type RestartReason = string;

/** Members that still run what an older template made of them. */
export interface PendingRestart {
  /**
   * Their names.
   * @maxItems 16
   */
  readonly members: readonly MemberName[];
  /**
   * What differs: `image`, `variable back_log`; empty when it cannot be told.
   * @maxItems 96
   */
  readonly reasons: readonly RestartReason[];
  /** `Spec`: somebody changed the spec. `Operator`: a new operator or another platform makes other pods. */
  readonly origin: "Spec" | "Operator";
}

/** What the operator saw, and said. Written by the operator only. */
export interface ClusterStatus {
  /**
   * Generation of the spec the operator acted on; -1 until it saw the cluster.
   * @format int64
   * @minimum -1
   * @maximum 9007199254740991
   */
  readonly observedGeneration?: number;
  /**
   * Conditions by type.
   * @listType map
   * @listMapKey type
   * @maxItems 4
   */
  readonly conditions?: readonly Condition[];
  /**
   * Name of the member that accepts writes.
   * @maxLength 63
   */
  readonly primary?: string;
  /**
   * MySQL version all members run; absent while they differ.
   * @maxLength 32
   */
  readonly version?: string;
  /**
   * Newest MySQL version that a member ran, so that its data may need it. Never lowered while this object exists; a
   * Cluster that is made again on kept volumes has it once a member has answered. `spec.version` cannot go below it.
   * @pattern ^(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2}))?$
   * @form "<major>.<minor> or <major>.<minor>.<patch>, such as 9.7.4"
   * @maxLength 11
   * @order version
   */
  readonly dataVersion?: string;
  /** Members by name. */
  readonly members?: MemberStatuses;
  /** What is to be restarted, and why; absent when every member is as its template says. */
  readonly pendingRestart?: PendingRestart;
  /** Members that exist, for the scale subresource. */
  readonly replicas?: Int32;
  /** Members that are online in the group. */
  readonly readyReplicas?: Int32;
  /**
   * Label selector of the members' pods, for the scale subresource.
   * @maxLength 512
   */
  readonly selector?: string;
}

/**
 * Members by name.
 *
 * @listType map
 * @listMapKey name
 * @maxItems 16
 */
export type MemberStatuses = readonly MemberStatus[];
