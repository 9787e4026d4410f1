import type { ChangeClass } from "@grampus/api";
import type { RequiredApproval } from "./gate.ts";
import type { OwnPolicy } from "./own-policy.ts";
import type { MySQLVersion, Quantity } from "./units.ts";

/** A rule of Grampus that is switched on by an environment. It is data; the compiler judges it. */
export type BuiltInPolicy =
  | { readonly kind: "minMembers"; readonly members: number }
  | { readonly kind: "oddMembers" }
  | { readonly kind: "maxStorage"; readonly size: Quantity }
  | { readonly kind: "requireOwner" }
  | { readonly kind: "requireResources" }
  | { readonly kind: "retainData" }
  | { readonly kind: "allowVersions"; readonly versions: readonly MySQLVersion[] }
  | ({ readonly kind: "requireApproval" } & RequiredApproval);

/** The names of the built-in policies in messages and exceptions. */
export type BuiltInRule =
  | "min-members"
  | "odd-members"
  | "max-storage"
  | "require-owner"
  | "require-resources"
  | "retain-data"
  | "allow-versions"
  | "require-approval";

/** A rule that every cluster of an environment has to meet: a built-in one, or one of the fleet's own. */
export type Policy = BuiltInPolicy | OwnPolicy;

/** At least so many members: 3 survive the loss of one, 5 of two. */
export function minMembers(members: number): BuiltInPolicy {
  return { kind: "minMembers", members };
}

/** An odd number of members: an even one costs a server more and survives no more failures. */
export function oddMembers(): BuiltInPolicy {
  return { kind: "oddMembers" };
}

/** No volume larger than this. */
export function maxStorage(size: Quantity): BuiltInPolicy {
  return { kind: "maxStorage", size };
}

/** Every cluster names the team to call. */
export function requireOwner(): BuiltInPolicy {
  return { kind: "requireOwner" };
}

/** Every cluster requests memory and processor time and limits its memory, so that members are not evicted first. */
export function requireResources(): BuiltInPolicy {
  return { kind: "requireResources" };
}

/** Data outlives the Cluster object: `deletionPolicy` stays `Retain`. */
export function retainData(): BuiltInPolicy {
  return { kind: "retainData" };
}

/** Only these MySQL versions: a series allows its releases (`9.7` allows `9.7.4`). */
export function allowVersions(...versions: readonly MySQLVersion[]): BuiltInPolicy {
  return { kind: "allowVersions", versions };
}

/**
 * Changes of this class and of higher ones, and clusters that leave, need a line in the environment's `approvals.yaml` that
 * names the change by its digest. `grampus plan` prints the line.
 *
 * @example
 * policies: [requireApproval("destructive", { from: ["team-dba"] })]
 */
export function requireApproval(
  changeClass: ChangeClass,
  { from }: Pick<RequiredApproval, "from">,
): BuiltInPolicy {
  return { kind: "requireApproval", for: changeClass, from };
}
