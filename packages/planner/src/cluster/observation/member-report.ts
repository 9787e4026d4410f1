import type { Operation } from "../../operation/operation.ts";
/** State of a member as `performance_schema.replication_group_members` writes it. */
export type GroupState = "ONLINE" | "RECOVERING" | "OFFLINE" | "ERROR" | "UNREACHABLE";

/** A row of `performance_schema.replication_group_members`: one member as another sees it. */
export interface ViewMember {
  readonly serverUuid: string;
  /** `MEMBER_HOST`: the member's full DNS name. */
  readonly host: string;
  readonly state: GroupState;
  /** Empty until the member has one. */
  readonly role: "PRIMARY" | "SECONDARY" | "";
  readonly version: string;
}

/** The channel `group_replication_applier` of a member. */
export interface Applier {
  /** Whether the channel is configured; `RESET REPLICA ALL` removes it. */
  readonly configured: boolean;
  /** Whether its SQL thread runs. */
  readonly running: boolean;
  /** `RECEIVED_TRANSACTION_SET`: certified and in the relay log, applied or not. */
  readonly received: string;
  /** Last error; absent when there was none. Never holds data of rows. */
  readonly error?: string;
  /** Worker threads in `Waiting for Binlog Group Commit ticket`. */
  readonly stuckWorkers: number;
  /** State of a thread that waits for a lock of another session, such as `Waiting for global read lock`. */
  readonly waitsFor?: string;
  /** Since when there are stuck workers without progress, milliseconds since 1970, as far as the operator saw. */
  readonly stuckSince?: number;
}

/** Whose account the operator is let in with: its own with the Secret's password, its own with one that worked before, root's. */
export type LoginKind = "operator" | "former" | "root";

/** What is not as it has to be with one of the operator's accounts. */
export interface AccountFlaw {
  /** Such as `grampus_local is locked`. */
  readonly what: string;
  /** Whether only root can mend it. */
  readonly needsRoot: boolean;
  /** Whether the password has to be set anew. */
  readonly needsPassword: boolean;
}

/** Why a server lets nobody in by an account: a wrong password and an account that is not there look the same. */
export type Denial = "refused" | "expired" | "locked";

/** What a member said. */
export interface MemberAnswer {
  readonly kind: "answered";
  /** Uid of the pod that was asked. */
  readonly podUid: string;
  readonly serverUuid: string;
  /** `@@version`, such as `9.7.4`. */
  readonly version: string;
  /** `@@super_read_only`. */
  readonly superReadOnly: boolean;
  /** `@@read_only`: ON as well while `super_read_only` is. */
  readonly readOnly: boolean;
  /**
   * Since when these are not what its role in its own view asks for, milliseconds since 1970, as far as the operator
   * saw: an ONLINE primary has either ON, or an ONLINE secondary has `super_read_only` OFF.
   */
  readonly misfitSince?: number;
  /** Its own row's state; `OFFLINE` when it has none. */
  readonly state: GroupState;
  /** Since when it is in this state, milliseconds since 1970, as far as the operator saw. */
  readonly stateSince: number;
  /** `VIEW_ID` of `replication_group_member_stats`; empty outside of a group. */
  readonly viewId: string;
  /** All rows it sees, its own too; empty outside of a group. */
  readonly view: readonly ViewMember[];
  /** `@@gtid_executed`. */
  readonly executed: string;
  /**
   * Since when it lacks something that the group's primary had executed, milliseconds since 1970, as far as the operator
   * saw; absent while it has all that, and on the primary. Of a member that cannot keep up it moves on as it applies.
   */
  readonly behindSince?: number;
  readonly applier: Applier;
  /** Whether channel `group_replication_recovery` has its user and password. */
  readonly recoveryConfigured: boolean;
  /**
   * `@@group_replication_bootstrap_group`: while it is ON, the next START makes a group of its own instead of joining
   * the one that lives. The group's own rejoin does not look at it (tried on 9.7.4).
   */
  readonly bootstrapArmed: boolean;
  /** What a switch would wait for, by session; absent when the server could not say. */
  readonly operations?: readonly Operation[];
  /** A START or STOP GROUP_REPLICATION, or a clone, that runs now. */
  readonly busy?: "starting" | "stopping" | "cloning";
  /** Last error of a clone or a join. */
  readonly joinError?: string;
  /** Values of the variables `observedVariableNames` lists, as the server prints them. */
  readonly variables: Readonly<Record<string, string>>;
  /** How the operator is logged in there. */
  readonly login: LoginKind;
  /** What is wrong with the operator's accounts there, as far as can be seen. */
  readonly accountFlaws: readonly AccountFlaw[];
  /** When the certificate it serves expires, milliseconds since 1970. */
  readonly certificateNotAfter?: number;
}

/**
 * What is known of a member. `unreachable` says that nobody answered, never that nobody is there: `refused` alone
 * proves that no server listened at that address at that time.
 */
export type MemberReport =
  | MemberAnswer
  | {
      readonly kind: "unreachable";
      /** Since when, milliseconds since 1970, as far as the operator saw. */
      readonly since: number;
      readonly reason: "refused" | "timeout" | "address" | "tls" | "denied";
      /** Of `denied`: what the operator's account and root met; absent for one that was not tried, for want of a password. */
      readonly denials?: { readonly operator?: Denial; readonly root?: Denial };
    };
