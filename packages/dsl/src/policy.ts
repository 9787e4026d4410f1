import type { MySQLVersion, Quantity } from "./units.ts";

/** A rule that every cluster of an environment has to meet. Policies are data; the compiler judges them. */
export type Policy =
  | { readonly kind: "minMembers"; readonly members: number }
  | { readonly kind: "oddMembers" }
  | { readonly kind: "maxStorage"; readonly size: Quantity }
  | { readonly kind: "requireOwner" }
  | { readonly kind: "requireResources" }
  | { readonly kind: "retainData" }
  | { readonly kind: "allowVersions"; readonly versions: readonly MySQLVersion[] };

/** At least so many members: 3 survive the loss of one, 5 of two. */
export function minMembers(members: number): Policy {
  return { kind: "minMembers", members };
}

/** An odd number of members: an even one costs a server more and survives no more failures. */
export function oddMembers(): Policy {
  return { kind: "oddMembers" };
}

/** No volume larger than this. */
export function maxStorage(size: Quantity): Policy {
  return { kind: "maxStorage", size };
}

/** Every cluster names the team to call. */
export function requireOwner(): Policy {
  return { kind: "requireOwner" };
}

/** Every cluster requests memory and processor time and limits its memory, so that members are not evicted first. */
export function requireResources(): Policy {
  return { kind: "requireResources" };
}

/** Data outlives the Cluster object: `deletionPolicy` stays `Retain`. */
export function retainData(): Policy {
  return { kind: "retainData" };
}

/** Only these MySQL versions: a series allows its releases (`9.7` allows `9.7.4`). */
export function allowVersions(...versions: readonly MySQLVersion[]): Policy {
  return { kind: "allowVersions", versions };
}
