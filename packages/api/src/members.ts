import type { ClusterSpec } from "./cluster-spec.ts";
import { SCHEMAS } from "./generated/definitions.js";

const { members, baseServerId } = SCHEMAS.Cluster.properties?.spec?.properties ?? {};

/** The most members a spec may ask for. */
export const MOST_MEMBERS = Number(members?.maximum);

/** How many members a spec asks for, said or by default. */
export function wantedMembers(spec: ClusterSpec | undefined): number {
  return spec?.members ?? Number(members?.default);
}

/** The `server_id` of the member with ordinal 0; each next ordinal has the next number. */
export function baseServerIdOf(spec: ClusterSpec | undefined): number {
  return spec?.baseServerId ?? Number(baseServerId?.default);
}
