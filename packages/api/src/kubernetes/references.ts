import type { DnsSubdomain } from "./scalars.ts";

/** The name of an object in the same namespace. */
export interface LocalObjectReference {
  /** Name of the object. */
  readonly name: DnsSubdomain;
}
