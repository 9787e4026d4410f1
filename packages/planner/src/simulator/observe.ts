import { type Cluster, REVISION_ANNOTATION } from "@grampus/api";
import {
  CLAIMS_REVISION_ANNOTATION,
  certificateDnsNames,
  DEFAULT_PLATFORM,
  memberHost,
  memberName,
} from "@grampus/resources";
import type { MemberReport, ViewMember } from "../cluster/observation/member-report.ts";
import type { ObservedPod, SecretState } from "../cluster/observation/objects.ts";
import type { Canary, Freshness, Observation } from "../cluster/observation/observation.ts";
import { IDENTITY_VERSION } from "../identity/identity.ts";
import { isReachable, reaches, type Server, type SimulatedPod, type World } from "./world.ts";

const YEAR = 365 * 86_400_000;

/** What the API server holds at one moment; the operator may see an older one. */
export type Snapshot = Omit<Observation, "now" | "freshness" | "members" | "canary" | "failures">;

/** What the operator's process remembers of members; gone when it restarts. */
export interface Memory {
  silentSince: Map<string, number>;
  /** Last reports, and when they were taken. */
  reports: Map<string, { readonly report: MemberReport; readonly at: number }>;
  canary: Canary | undefined;
}

function secretState(world: World, purpose: string): SecretState {
  const stored = world.api.secrets.get(purpose);
  return stored === undefined
    ? { kind: "absent" }
    : { kind: "found", uid: stored.uid, resourceVersion: String(stored.resourceVersion), owned: true };
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
    ...(world.lostClaims.has(pod.claimUid)
      ? { trouble: { reason: "Unschedulable", message: "the node of its volume is gone" } }
      : {}),
    ...(pod.revision === undefined ? {} : { revision: pod.revision }),
    ...(pod.role === undefined ? {} : { role: pod.role }),
    ...(pod.acceptedVariables === undefined ? {} : { acceptedVariables: pod.acceptedVariables }),
  };
}

/** Everything in the API server, as it is now; `undefined` when there is no Cluster. */
export function snapshotOf(world: World): Snapshot | undefined {
  const { cluster, identity, set } = world.api;
  if (cluster === undefined) return undefined;
  const certificate = secretState(world, "certificate");
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
    userConfig: { kind: "none" },
    secrets: {
      root: secretState(world, "root"),
      accounts: secretState(world, "accounts"),
      authority: secretState(world, "authority"),
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
    objects: [...world.api.objects.values()].flatMap(({ uid, resourceVersion, content }) =>
      content.kind === "Service" || content.kind === "ConfigMap" || content.kind === "PodDisruptionBudget"
        ? [
            {
              kind: content.kind,
              name: content.metadata.name,
              uid,
              resourceVersion: String(resourceVersion),
              content,
              ...ownerOf(content.metadata.ownerReferences),
            },
          ]
        : [],
    ),
    ...(set === undefined
      ? {}
      : {
          statefulSet: {
            uid: set.uid,
            resourceVersion: String(set.resourceVersion),
            deleting: set.deleting,
            replicas: set.content.spec.replicas,
            ...ownerOf(set.content.metadata.ownerReferences),
            ...definedRevision(set.content.metadata.annotations),
          },
        }),
    pods: [...world.pods.values()].map((pod) => observedPod(world, pod)),
    claims: [...world.claims.values()].map(({ name, member, uid, resourceVersion, deleting, storage }) => ({
      name,
      member,
      uid,
      resourceVersion: String(resourceVersion),
      deleting,
      storage,
      phase: "Bound",
    })),
    nodes: [],
  };
}

function ownerOf(references: readonly { readonly uid: string }[] | undefined): {
  readonly ownerUid?: string;
} {
  const uid = references?.[0]?.uid;
  return uid === undefined ? {} : { ownerUid: uid };
}

function definedRevision(annotations: Readonly<Record<string, string>> = {}) {
  const revision = annotations[REVISION_ANNOTATION];
  const claimsRevision = annotations[CLAIMS_REVISION_ANNOTATION];
  return {
    ...(revision === undefined ? {} : { revision }),
    ...(claimsRevision === undefined ? {} : { claimsRevision }),
  };
}

function gtids(groupName: string, length: number): string {
  return length === 0 ? "" : `${groupName}:1-${length}`;
}

function viewRows(world: World, cluster: Cluster, pod: SimulatedPod, server: Server): readonly ViewMember[] {
  return (server.view?.rows ?? []).map(({ uuid, host, online }) => {
    const other = [...world.pods.values()].find((one) => one.server?.volume.serverUuid === uuid);
    const heard =
      other?.server !== undefined &&
      other.server.upAt <= world.now &&
      other.server.group === server.group &&
      reaches(world, pod.node, other.node);
    const self = uuid === server.volume.serverUuid;
    const silent =
      !heard && world.now - (server.group?.silent.get(uuid) ?? server.lostMajorityAt ?? world.now) > 5_000;
    const state = self
      ? server.state === "ONLINE"
        ? "ONLINE"
        : "RECOVERING"
      : silent
        ? "UNREACHABLE"
        : online
          ? "ONLINE"
          : "RECOVERING";
    const name = host === "" ? (other?.name ?? "") : host;
    return {
      serverUuid: uuid,
      host: name === "" ? "" : memberHost(cluster, name, DEFAULT_PLATFORM),
      state,
      role: server.view?.primary === uuid ? "PRIMARY" : "SECONDARY",
      version: other?.version ?? "",
    };
  });
}

function reportOf(world: World, cluster: Cluster, pod: SimulatedPod, server: Server): MemberReport {
  const { volume } = server;
  const groupName = world.api.identity?.content.groupName ?? cluster.metadata.uid ?? "";
  const inGroup = server.state === "ONLINE" || server.state === "RECOVERING";
  return {
    kind: "answered",
    podUid: pod.uid,
    serverUuid: volume.serverUuid,
    version: pod.version,
    superReadOnly: server.superReadOnly,
    state: server.state,
    stateSince: server.stateSince,
    viewId: inGroup ? (server.view?.viewId ?? "") : "",
    view: inGroup ? viewRows(world, cluster, pod, server) : [],
    executed: gtids(groupName, volume.executed),
    applier: {
      configured: volume.applierConfigured,
      running: server.applierRunning,
      received: volume.applierConfigured ? gtids(groupName, volume.length) : "",
      stuckWorkers: server.stuckSince === undefined ? 0 : 4,
      ...(server.stuckSince === undefined ? {} : { stuckSince: server.stuckSince }),
    },
    recoveryConfigured: volume.recoveryConfigured,
    bootstrapArmed: server.bootstrapArmed,
    variables: server.variables,
    ...(server.busy === undefined ? {} : { busy: server.busy.kind }),
    ...(server.joinError === undefined ? {} : { joinError: server.joinError }),
  };
}

/** How old a report may be that is taken for a new one when members are not asked at one moment, in milliseconds. */
const SKEW = 1_500;

/** Asks every member that has a pod, that the record names, or that the spec asks for. `skewed`: some answers are a moment older than others. */
function askMembers(
  world: World,
  memory: Memory,
  snapshot: Snapshot,
  skewed: boolean,
): Readonly<Record<string, MemberReport>> {
  const recorded = snapshot.identity.kind === "found" ? snapshot.identity.record.members : [];
  const { metadata, spec } = snapshot.cluster;
  const asked = Array.from({ length: spec?.members ?? 0 }, (_, ordinal) =>
    memberName(metadata.name, ordinal),
  );
  const names = new Set([...snapshot.pods.map(({ name }) => name), ...recorded, ...asked]);
  const reports: Record<string, MemberReport> = {};
  for (const name of names) {
    const before = memory.reports.get(name);
    if (skewed && before !== undefined && world.now - before.at <= SKEW && world.random.chance(0.3)) {
      reports[name] = before.report;
      continue;
    }
    const pod = world.pods.get(name);
    const server = pod?.server;
    if (
      pod !== undefined &&
      server !== undefined &&
      server.upAt <= world.now &&
      isReachable(world, pod.node)
    ) {
      memory.silentSince.delete(name);
      const report = reportOf(world, snapshot.cluster, pod, server);
      memory.reports.set(name, { report, at: world.now });
      reports[name] = report;
      continue;
    }
    const since = memory.silentSince.get(name) ?? world.now;
    memory.silentSince.set(name, since);
    reports[name] = { kind: "unreachable", since, reason: pod === undefined ? "address" : "timeout" };
  }
  return reports;
}

/** One observation: Kubernetes as it was at the snapshot, members as they are. */
export function observationOf(
  world: World,
  memory: Memory,
  snapshot: Snapshot,
  freshness: Freshness,
  skewed: boolean,
): Observation {
  return {
    ...snapshot,
    now: world.now,
    freshness,
    members: askMembers(world, memory, snapshot, skewed),
    failures: [],
    ...(memory.canary === undefined ? {} : { canary: memory.canary }),
  };
}
