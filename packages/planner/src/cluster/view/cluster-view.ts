import { type Cluster, type ClusterSpec, wantedMembers, withDefaults } from "@grampus/api";
import { memberHost, memberName, ordinalOf } from "@grampus/resources";
import { parseGtidSet, unionOf } from "../../gtid/index.ts";
import type { Identity } from "../../identity/identity.ts";
import type { ObservedClaim } from "../observation/objects.ts";
import type { Observation } from "../observation/observation.ts";
import type { Member } from "./member.ts";

/** The observation, sorted by members and with what every rule asks of it. */
export interface ClusterView {
  readonly observation: Observation;
  /** With defaults. */
  readonly cluster: Cluster;
  readonly spec: ClusterSpec;
  readonly name: string;
  /** `spec.members`. */
  readonly wanted: number;
  readonly identity?: Identity;
  /** By ordinal. */
  readonly members: readonly Member[];
}

const defaulted = new WeakMap<ClusterSpec, ClusterSpec>();
const NOTHING_SAID: ClusterSpec = {};

/** The same object for the same spec, so that what is built from it can be kept. */
function specWithDefaults(cluster: Cluster): ClusterSpec {
  const spec = cluster.spec ?? NOTHING_SAID;
  const known = defaulted.get(spec);
  if (known !== undefined) return known;
  const complete = withDefaults(cluster).spec ?? spec;
  defaulted.set(spec, complete);
  return complete;
}

/**
 * Whether the spec gives up what the member's volume holds. The word is about the volume that was there when it was
 * said: a later one, or a member that came back, is not given up, however long the name stays in the spec.
 */
function isAbandoned(
  { spec }: Cluster,
  identity: Identity | undefined,
  name: string,
  claim: ObservedClaim | undefined,
): boolean {
  if (spec?.abandonedMembers?.includes(name) !== true) return false;
  const given = identity?.abandonedClaims[name];
  return given === undefined || (given !== "" && (claim === undefined || claim.uid === given));
}

function memberOf(
  observation: Observation,
  name: string,
  ordinal: number,
  identity: Identity | undefined,
): Member {
  const { cluster, platform } = observation;
  const pod = observation.pods.find((candidate) => candidate.name === name);
  const claim = observation.claims.find((candidate) => candidate.member === name);
  const report = observation.members[name];
  const answer =
    report?.kind === "answered" && pod !== undefined && report.podUid === pod.uid ? report : undefined;
  const executed = answer === undefined ? undefined : parseGtidSet(answer.executed);
  const received = answer === undefined ? undefined : parseGtidSet(answer.applier.received);
  return {
    name,
    ordinal,
    host: memberHost(cluster, name, platform),
    recorded: identity?.members.includes(name) === true,
    abandoned: isAbandoned(cluster, identity, name, claim),
    ...(pod === undefined ? {} : { pod }),
    ...(claim === undefined ? {} : { claim }),
    ...(report === undefined ? {} : { report }),
    ...(answer === undefined ? {} : { answer }),
    ...(executed === undefined ? {} : { executed }),
    ...(executed === undefined || received === undefined
      ? {}
      : { transactions: unionOf(executed, received) }),
  };
}

/** Sorts an observation. Members are those the spec asks for, those recorded, and those that have a pod or a claim. */
export function clusterView(observation: Observation): ClusterView {
  const spec = specWithDefaults(observation.cluster);
  const cluster = { ...observation.cluster, spec };
  const { name } = cluster.metadata;
  const wanted = wantedMembers(spec);
  const identity = observation.identity.kind === "found" ? observation.identity.record : undefined;
  const ordinals = new Set(Array.from({ length: wanted }, (_, ordinal) => ordinal));
  const named = [
    ...observation.pods.map((pod) => pod.name),
    ...observation.claims.map((claim) => claim.member),
    ...(identity?.members ?? []),
  ];
  for (const member of named) {
    const ordinal = ordinalOf(name, member);
    if (ordinal !== undefined) ordinals.add(ordinal);
  }
  const members = [...ordinals]
    .sort((left, right) => left - right)
    .map((ordinal) => memberOf(observation, memberName(name, ordinal), ordinal, identity));
  return {
    observation,
    cluster,
    spec,
    name,
    wanted,
    members,
    ...(identity === undefined ? {} : { identity }),
  };
}
