import { compareQuantities } from "@grampus/api";
import { identityName, ordinalOf } from "@grampus/resources";
import type { Observation } from "../observation/observation.ts";
import { answersOf, countedMembers, isMember, majorityOf, onlineBesides, recordOf } from "./evidence.ts";
import { type Rule, whyNotFresh, whyNotObserved } from "./rule.ts";

function isErased({ cluster: { metadata, spec } }: Observation): boolean {
  return metadata.deletionTimestamp !== undefined && spec?.deletionPolicy === "Delete";
}

/** I4: with the spec's word about this very claim, and never of a member that is in the group. */
export const deleteClaimRule: Rule<"delete-claim"> = ({ target }, seen) => {
  const claim = seen.claims.find(({ name }) => name === target.name);
  const stale = whyNotFresh(seen) ?? whyNotObserved(target, claim);
  if (claim === undefined || stale !== undefined) return stale;
  if (isErased(seen)) return undefined;
  const isNamed = seen.cluster.spec?.abandonedMembers?.includes(claim.member) === true;
  if (!isNamed || recordOf(seen)?.abandonedClaims[claim.member] !== claim.uid)
    return `the spec does not give up ${target.name}`;
  const majority = majorityOf(seen);
  if (majority === undefined) return "no group is seen that the member could be rebuilt from";
  return isMember(seen, majority, claim.member) ? `${claim.member} is in the group` : undefined;
};

/** A volume that grew never shrinks. */
export const changeClaimRule: Rule<"change-claim"> = ({ target, storage }, seen) => {
  const claim = seen.claims.find(({ name }) => name === target.name);
  if (claim?.uid !== target.uid) return `${target.name} is not the object that was observed`;
  if (storage === undefined || compareQuantities(claim.storage, storage) === -1) return undefined;
  return `${target.name} has ${claim.storage} already`;
};

/** What opens the data, and the record of it, go after the data, and only with the spec's word. */
export const deleteObjectRule: Rule<"delete-object"> = ({ objectKind, target }, seen) => {
  const isConfiguration =
    objectKind === "ConfigMap" && target.name !== identityName(seen.cluster.metadata.name);
  if (isConfiguration) return undefined;
  const stale = whyNotFresh(seen);
  if (stale !== undefined) return stale;
  if (!isErased(seen)) return `the spec does not ask for ${target.name} to go`;
  const { name } = seen.cluster.metadata;
  const kept = seen.claims.find(({ deleting, member }) => !deleting && ordinalOf(name, member) !== undefined);
  return kept === undefined ? undefined : `${kept.name} is still there`;
};

/** Members go with their StatefulSet only when the Cluster does. */
export const deleteStatefulSetRule: Rule<"delete-stateful-set"> = ({ target, propagation }, seen) => {
  const stale = whyNotFresh(seen) ?? whyNotObserved(target, seen.statefulSet);
  if (stale !== undefined || propagation === "orphan") return stale;
  return seen.cluster.metadata.deletionTimestamp === undefined
    ? "its members would go, and the Cluster is not being deleted"
    : undefined;
};

/** Whether the group takes writes without the member. */
function isSpared(seen: Observation, member: string): boolean {
  const majority = majorityOf(seen);
  return majority !== undefined && onlineBesides(seen, majority, member) > majority.size / 2;
}

/**
 * A server that is ended at once has not left its group: a majority stays without it, or every member that counts
 * answers, so that the group can be started over from what they hold. A grace period of 0 would leave two servers at
 * one volume.
 */
export const deletePodRule: Rule<"delete-pod"> = ({ target, graceSeconds }, seen) => {
  const pod = seen.pods.find(({ name }) => name === target.name);
  const stale = whyNotFresh(seen) ?? whyNotObserved(target, pod);
  if (stale !== undefined || graceSeconds === undefined) return stale;
  if (graceSeconds < 1) return "a force-deleted pod is no proof that its server ended";
  const answers = answersOf(seen);
  const silent = countedMembers(seen).find((member) => !answers.has(member));
  return silent === undefined || isSpared(seen, target.name)
    ? undefined
    : `the group loses its quorum, and ${silent} is silent`;
};

/** Nobody looks after a Cluster without the finalizer. */
export const removeFinalizerRule: Rule<"remove-finalizer"> = ({ cluster }, seen) => {
  const { deletionTimestamp, uid } = seen.cluster.metadata;
  return deletionTimestamp !== undefined && uid === cluster.uid
    ? undefined
    : "the Cluster is not being deleted";
};
