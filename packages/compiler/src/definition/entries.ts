import type { BuiltInPolicy, Delivery, RequiredApproval } from "@grampus/dsl";
import type { OperatorOptions } from "@grampus/resources";
import type { WeekWindow } from "../calendar/window.ts";
import type { DataPath } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import type { Follows } from "../fleet/follows.ts";
import type { Identity } from "../fleet/identity.ts";
import type { Judge } from "../load/judge.ts";
import type { Release } from "../releases/release.ts";

/** A cluster definition whose fields are known; its values are not validated yet. */
export interface ClusterEntry {
  readonly name: string;
  readonly file: string;
  readonly settings: PlainObject;
  /** Whether it is meant to run nowhere yet. */
  readonly isDraft: boolean;
}

/** A Cluster that may leave Git from where no environment is any more. */
export interface RetiredCluster {
  /** Its name under `retired`. */
  readonly key: string;
  readonly identity: Identity;
}

/** What one `override` of an environment changes about a cluster. */
export interface OverrideEntry {
  readonly settings: PlainObject;
  /** The settings' place in the environment's definition. */
  readonly at: DataPath;
}

/** That a cluster ends in an environment. */
export interface RetirementEntry {
  readonly because: string;
  readonly data: "retain" | "delete";
  /** Its place in the environment's definition. */
  readonly at: DataPath;
}

/** What an overlay is made from: the definition as it stands, or a release of it, which never changes. */
export type ClusterSource =
  | { readonly kind: "head" }
  | { readonly kind: "release"; readonly release: Release };

/** A cluster as an environment lists it. */
export interface EnvironmentCluster {
  /** The definition, or what a release holds of it. */
  readonly cluster: ClusterEntry;
  readonly source: ClusterSource;
  /** What the environment changes about it, the innermost override first; none when it only lists it. */
  readonly overrides: readonly OverrideEntry[];
  /** Absent unless the cluster ends here. */
  readonly retirement?: RetirementEntry;
}

/** A policy of the fleet's own: its name, and the function that is asked. */
export interface OwnPolicyEntry {
  readonly kind: "own";
  readonly name: string;
  readonly asked: unknown;
}

/** A policy of an environment. */
export type PolicyEntry = BuiltInPolicy | OwnPolicyEntry;

/** A cluster that need not meet a policy of its environment until a day. */
export interface ExceptionEntry {
  readonly cluster: string;
  /** The name of the policy. */
  readonly policy: string;
  readonly because: string;
  /** The last day it holds, a day of the calendar: `2027-03-31`. */
  readonly until: string;
  /** Its place among the environment's exceptions. */
  readonly index: number;
}

/** What a promotion to an environment waits for. */
export type GateEntry =
  | { readonly kind: "soak"; readonly time: number }
  | { readonly kind: "healthy" }
  | { readonly kind: "window"; readonly open: readonly WeekWindow[] }
  | FreezeEntry
  | ({ readonly kind: "approval" } & RequiredApproval)
  | { readonly kind: "maxInFlight"; readonly clusters: number };

/** Days on which nothing is promoted; both are days of the calendar in a zone. */
export interface FreezeEntry {
  readonly kind: "freeze";
  readonly from: string;
  readonly until: string;
  readonly zone: string;
  readonly because: string;
}

/** An environment definition whose fields are known. */
export interface EnvironmentEntry {
  readonly name: string;
  readonly file: string;
  readonly after: string | undefined;
  /** Whether it runs the definitions as they stand, or the releases that its lock pins. */
  readonly follows: Follows;
  /** Names of clusters that are promoted together, by the name of their ring. */
  readonly rings: ReadonlyMap<string, readonly string[]>;
  readonly namespace: string;
  /** Whether another environment on the target makes the Namespace. */
  readonly isNamespaceShared: boolean;
  readonly target: string;
  readonly operator: "deploy" | "shared";
  readonly operatorOptions: OperatorOptions;
  /** What brings the environment to its Kubernetes cluster; undefined when its definition does not say. */
  readonly delivery: Delivery | undefined;
  readonly platform: { readonly kind: string; readonly settings: PlainObject };
  readonly defaults: PlainObject;
  /** Objects of the environment itself, by file name. */
  readonly manifests: PlainObject;
  /** Who reviews changes here: users, teams and addresses as GitHub writes them. */
  readonly owners: readonly string[];
  readonly gates: readonly GateEntry[];
  readonly policies: readonly PolicyEntry[];
  /** Asks the functions of its own policies. */
  readonly judge: Judge;
  readonly exceptions: readonly ExceptionEntry[];
  readonly clusters: readonly EnvironmentCluster[];
  /** Names of all clusters that are listed, in order, whatever is wrong with what is pinned of them. */
  readonly listed: readonly string[];
  /** Names of the clusters that are listed and not pinned yet, in order. Nothing of them runs here. */
  readonly waiting: readonly string[];
  readonly retired: readonly RetiredCluster[];
  /** Names of clusters that may run a higher version here than in the environment before. */
  readonly ahead: readonly string[];
}

/** All definitions of a fleet, checked for form, in name order. */
export interface Fleet {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly environments: ReadonlyMap<string, EnvironmentEntry>;
}
