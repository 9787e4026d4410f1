import { SPEC_STALL_REASONS } from "@grampus/resources";
import type { ViewMember } from "../observation/member-report.ts";

/** The group as its majority sees it. */
export interface Group {
  readonly viewId: string;
  readonly members: readonly ViewMember[];
  /** Names of members by server uuid, for those that are ours. */
  readonly names: Readonly<Record<string, string>>;
  /** Name of the member that is ONLINE and PRIMARY in this view. */
  readonly primary?: string;
  /**
   * `majority`: most members of the view say the same. `minority`: fewer could be asked, nobody contradicts;
   * labels stay and nothing is taken away.
   */
  readonly evidence: "majority" | "minority";
}

/** The group as most of its members describe it: what they say may be acted on. */
export type MajorityGroup = Group & { readonly evidence: "majority" };

/** The same, with a primary. */
export type PrimaryGroup = MajorityGroup & { readonly primary: string };

/**
 * Reasons of the condition `Stalled`: something waits until a person acts. The group is looked after all the same.
 * docs/operator/status.md says of each what to do.
 */
export const STALLED_REASONS = [
  ...SPEC_STALL_REASONS,
  "VariableRefused",
  "VolumeRefused",
  "VolumeTerminating",
  "ObjectRefused",
  "StatementRefused",
  "MemberUntrusted",
  "WritesHang",
  "WritesRefused",
  "PrimaryReadOnly",
  "ConfigMissing",
  "SecretMissing",
  "CertificateUnusable",
  "NameTaken",
  "IdentityUnreadable",
  "IdentityNewer",
  "MemberMissing",
  "Diverged",
  "DataLost",
  "SplitBrain",
  "RelayLogFailed",
  "MemberRefused",
  "PodFailing",
  "StepForbidden",
] as const;

/** One of {@link STALLED_REASONS}. */
export type StalledReason = (typeof STALLED_REASONS)[number];

/** What does not go on, and what a person can do about it. */
export interface Stall {
  readonly reason: StalledReason;
  readonly message: string;
}

/** A member that a decision waits for, and why. */
export interface Awaited {
  readonly member: string;
  readonly why: string;
}

/** What a member executed and received, and what others have of it. GTID sets as text. */
export interface MemberTransactions {
  readonly member: string;
  readonly transactions: string;
  /** Transactions of other members that this one lacks. */
  readonly missing: string;
}

/** What the observation says, from a closed set; docs/operator/states.md lists them. */
export type Diagnosis =
  /** The Cluster is being deleted. */
  | { readonly state: "Deleting" }
  /** No group was ever bootstrapped, and none is seen. */
  | { readonly state: "Uninitialised"; readonly candidate?: string; readonly awaited: readonly Awaited[] }
  /** Most of a group agree on who is in it. */
  | { readonly state: "Grouped"; readonly group: Group }
  /** The group takes no writes though its majority is there. */
  | { readonly state: "ApplierStuck"; readonly group: Group; readonly members: readonly string[] }
  /** Members see each other, but none a majority, and every member was accounted for. */
  | { readonly state: "QuorumLost"; readonly survivors: readonly string[] }
  /** As before, but a member that does not answer may be in a group of its own. */
  | {
      readonly state: "QuorumLostUncertain";
      readonly survivors: readonly string[];
      readonly awaited: readonly Awaited[];
    }
  /** Every member answers and none is in a group; `superset` holds what all others hold. */
  | { readonly state: "Outage"; readonly superset: string }
  /** No group is seen, but a member that does not answer may be in one, or hold transactions. */
  | { readonly state: "OutageUncertain"; readonly awaited: readonly Awaited[] }
  /** A full outage in which no member holds what all others hold. */
  | { readonly state: "Diverged"; readonly transactions: readonly MemberTransactions[] }
  /** The cluster held data, and every volume is empty. */
  | { readonly state: "DataLost" }
  /** Two groups have a majority each. */
  | { readonly state: "SplitBrain"; readonly views: readonly (readonly string[])[] };

/** One of the states; each is a section of docs/operator/states.md. */
export type State = Diagnosis["state"];

type DiagnosisByState = { readonly [S in State]: Extract<Diagnosis, { readonly state: S }> };

/** The diagnosis in one of these states. */
export type DiagnosisIn<S extends State> = DiagnosisByState[S];
