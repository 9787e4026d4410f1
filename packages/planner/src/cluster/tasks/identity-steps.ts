import { identityName } from "@grampus/resources";
import type { Identity } from "../observation/identity.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { identityPrecondition } from "./targets.ts";
import { performLive, type Work } from "./task.ts";

/** Replaces the record by what `change` makes of it; `undefined` when there is no record to change. */
export function changedIdentity(
  { observation, identity, name }: ClusterView,
  change: (record: Identity) => Identity,
  because: string,
): Work | undefined {
  const target = identityPrecondition(identityName(name), observation.identity);
  if (target === undefined || identity === undefined) return undefined;
  return performLive({ kind: "replace-identity", target, record: change(identity), because });
}

/** The record with more members, in order of name. */
export function withMembers(record: Identity, names: readonly string[]): Identity {
  return { ...record, members: [...new Set([...record.members, ...names])].sort() };
}
