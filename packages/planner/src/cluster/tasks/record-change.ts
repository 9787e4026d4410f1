import { identityName } from "@grampus/resources";
import { IDENTITY_VERSION, type Identity } from "../../identity/identity.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { identityPrecondition } from "./targets.ts";
import { performLive, type Work, waitForPerson } from "./task.ts";

/**
 * What is said instead of writing a record that a newer operator wrote: what it means by it is not known here, and what
 * it holds beyond the fields that are known would be lost.
 */
export function newerRecord({ observation: { identity }, name }: ClusterView): Work | undefined {
  const version = identity.kind === "absent" ? undefined : identity.version;
  if (version === undefined || version <= IDENTITY_VERSION) return undefined;
  return waitForPerson(
    "IdentityNewer",
    `ConfigMap ${identityName(name)} was written by a newer operator: it has version ${version}, and this operator writes ${IDENTITY_VERSION}. Run that operator again, or a newer one; until then members are followed, and nothing is recorded, bootstrapped or let in.`,
  );
}

/** Replaces the record by what `change` makes of it; `undefined` when there is no record to change. */
export function changedIdentity(
  view: ClusterView,
  change: (record: Identity) => Identity,
  because: string,
): Work | undefined {
  const newer = newerRecord(view);
  if (newer !== undefined) return newer;
  const { observation, identity, name } = view;
  const target = identityPrecondition(identityName(name), observation.identity);
  if (target === undefined || identity === undefined) return undefined;
  return performLive({ kind: "replace-identity", target, record: change(identity), because });
}

/** The record with more members, in order of name. */
export function withMembers(record: Identity, names: readonly string[]): Identity {
  return { ...record, members: [...new Set([...record.members, ...names])].sort() };
}
