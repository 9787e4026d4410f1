import { REVISION_ANNOTATION } from "@grampus/api";
import {
  CLAIMS_REVISION_ANNOTATION,
  certificateDnsNames,
  DEFAULT_PLATFORM,
  secretNames,
  TEMPLATE_DRIFT_ANNOTATION,
} from "@grampus/resources";
import { readTimeSpan } from "../cluster/desired/template-drift.ts";
import type {
  ObservedClaim,
  ObservedNode,
  ObservedPod,
  ObservedStatefulSet,
  SecretState,
} from "../cluster/observation/objects.ts";
import type { Observation } from "../cluster/observation/observation.ts";
import { IDENTITY_VERSION } from "../identity/identity.ts";
import { controllerRevisionOf } from "./kubernetes.ts";
import { isReachable, type SimulatedClaim, type SimulatedPod, type StoredSet, type World } from "./world.ts";

const YEAR = 365 * 86_400_000;

/** What the API server holds at one moment; the operator may see an older one. */
export type Snapshot = Omit<
  Observation,
  "now" | "freshness" | "userConfig" | "members" | "canary" | "failures"
>;

function secretState(world: World, name: string): SecretState {
  const stored = world.api.secrets.get(name);
  if (stored === undefined) return { kind: "absent" };
  const { uid, content } = stored;
  const found = { uid, resourceVersion: String(stored.resourceVersion), owned: content.owned };
  return content.usable
    ? { kind: "found", ...found }
    : { kind: "invalid", problem: "it lacks a key", ...found };
}

function observedNodes(world: World): readonly ObservedNode[] {
  const names = new Set([...world.pods.values()].map(({ node }) => node));
  return [...names].map((name) => {
    if (world.gone.has(name)) return { name, ready: "missing" };
    return { name, ready: isReachable(world, name) ? "True" : "Unknown" };
  });
}

function troubleOf(world: World, pod: SimulatedPod): Pick<ObservedPod, "trouble"> {
  if (world.lostClaims.has(pod.claimUid))
    return { trouble: { reason: "Unschedulable", message: "the node of its volume is gone" } };
  return pod.pullable ? {} : { trouble: { reason: "ErrImagePull", message: "not found" } };
}

function observedPod(world: World, pod: SimulatedPod): ObservedPod {
  const ready = pod.server?.state === "ONLINE" && pod.server.upAt <= world.now;
  return {
    name: pod.name,
    uid: pod.uid,
    resourceVersion: String(pod.resourceVersion),
    deleting: pod.deleteAt !== undefined,
    phase: world.now >= pod.startsAt ? "Running" : "Pending",
    ready,
    node: pod.node,
    createdAt: pod.createdAt,
    selected: pod.selected,
    controllerRevision: pod.controllerRevision,
    ...troubleOf(world, pod),
    ...(pod.revision === undefined ? {} : { revision: pod.revision }),
    ...(pod.templateParts === undefined ? {} : { templateParts: pod.templateParts }),
    ...(pod.role === undefined ? {} : { role: pod.role }),
    ...(pod.formerPrimarySince === undefined ? {} : { formerPrimarySince: pod.formerPrimarySince }),
    ...(pod.forgottenIn === undefined ? {} : { forgottenIn: pod.forgottenIn }),
    ...(pod.acceptedVariables === undefined ? {} : { acceptedVariables: pod.acceptedVariables }),
  };
}

function observedClaim({
  volume,
  resourceVersion,
  attributesClass,
  ...claim
}: SimulatedClaim): ObservedClaim {
  return {
    ...claim,
    resourceVersion: String(resourceVersion),
    ...(attributesClass === undefined ? {} : { attributesClass }),
    phase: "Bound",
  };
}

/** Everything in the API server, as it is now; `undefined` when there is no Cluster. */
export function snapshotOf(world: World): Snapshot | undefined {
  const { cluster, identity, set } = world.api;
  if (cluster === undefined) return undefined;
  const names = secretNames(cluster);
  const certificate = secretState(world, names.certificate);
  return {
    cluster,
    platform: DEFAULT_PLATFORM,
    identity:
      identity === undefined
        ? { kind: "absent" }
        : {
            kind: "found",
            uid: identity.uid,
            resourceVersion: String(identity.resourceVersion),
            record: identity.content,
            version: IDENTITY_VERSION,
          },
    secrets: {
      root: secretState(world, names.root),
      accounts: secretState(world, names.accounts),
      authority: secretState(world, names.authority),
      certificate:
        certificate.kind !== "found"
          ? certificate
          : {
              ...certificate,
              notBefore: world.now - YEAR,
              notAfter: world.now + 9 * YEAR,
              dnsNames: certificateDnsNames(cluster, DEFAULT_PLATFORM),
              trusted: true,
            },
    },
    objects: [...world.api.objects.values()].flatMap(({ uid, resourceVersion, content, foreign = [] }) =>
      content.kind === "Service" || content.kind === "ConfigMap" || content.kind === "PodDisruptionBudget"
        ? [
            {
              kind: content.kind,
              name: content.metadata.name,
              uid,
              resourceVersion: String(resourceVersion),
              content,
              foreign,
              ...ownerOf(content.metadata.ownerReferences),
            },
          ]
        : [],
    ),
    ...(set === undefined
      ? {}
      : {
          statefulSet: observedSet(set),
        }),
    pods: [...world.pods.values()].map((pod) => observedPod(world, pod)),
    claims: [...world.claims.values()].map(observedClaim),
    nodes: observedNodes(world),
  };
}

function ownerOf(references: readonly { readonly uid: string }[] | undefined): {
  readonly ownerUid?: string;
} {
  const uid = references?.[0]?.uid;
  return uid === undefined ? {} : { ownerUid: uid };
}

function observedSet(set: StoredSet): ObservedStatefulSet {
  const { metadata, spec } = set.content;
  const templateDrift = readTimeSpan(metadata.annotations?.[TEMPLATE_DRIFT_ANNOTATION]);
  return {
    uid: set.uid,
    resourceVersion: String(set.resourceVersion),
    deleting: set.deleting,
    replicas: spec.replicas,
    labels: metadata.labels ?? {},
    generation: set.generation,
    appliedGeneration: set.appliedGeneration,
    foreign:
      set.driftedAt === undefined
        ? []
        : [{ manager: "kubectl-edit", path: ["spec", "template"], setAt: set.driftedAt }],
    controllerRevision: controllerRevisionOf(spec.template),
    ...(templateDrift === undefined ? {} : { templateDrift }),
    ...ownerOf(metadata.ownerReferences),
    ...definedRevision(metadata.annotations),
  };
}

function definedRevision(annotations: Readonly<Record<string, string>> = {}) {
  const revision = annotations[REVISION_ANNOTATION];
  const claimsRevision = annotations[CLAIMS_REVISION_ANNOTATION];
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(claimsRevision === undefined ? {} : { claimsRevision }),
  };
}
