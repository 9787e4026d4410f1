import type { Cluster } from "@grampus/api";
import type { Precondition, ServerTarget } from "../../steps/step.ts";
import type { ObservedIdentity } from "../observation/identity.ts";
import type { RespondingMember } from "../view/member.ts";

/** The object as it was observed. */
export function preconditionOf(object: Precondition): Precondition {
  const { name, uid, resourceVersion } = object;
  return { name, uid, resourceVersion };
}

/** The Cluster as it was observed. */
export function clusterPrecondition({ metadata }: Cluster): Precondition {
  return { name: metadata.name, uid: metadata.uid ?? "", resourceVersion: metadata.resourceVersion ?? "" };
}

/** The identity record as it was observed; `undefined` when there is none to be read. */
export function identityPrecondition(name: string, identity: ObservedIdentity): Precondition | undefined {
  if (identity.kind !== "found") return undefined;
  return { name, uid: identity.uid, resourceVersion: identity.resourceVersion };
}

/** The server that answered for the member. */
export function serverTarget({ name, pod, answer }: RespondingMember): ServerTarget {
  return { member: name, podUid: pod.uid, serverUuid: answer.serverUuid };
}
