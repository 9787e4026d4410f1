import {
  API_VERSION,
  CLUSTER_KIND,
  type Cluster,
  type ClusterSpec,
  type ClusterStatus,
  REVISION_ANNOTATION,
} from "@grampus/api";
import {
  CLAIMS_REVISION_ANNOTATION,
  type ClusterObjects,
  certificateDnsNames,
  clusterObjects,
  DEFAULT_PLATFORM,
  memberHost,
  TEMPLATE_PARTS_ANNOTATION,
} from "@grampus/resources";
import type { MemberAnswer, MemberReport } from "../cluster/observation/member-report.ts";
import type { ObservedObject, ObservedPod } from "../cluster/observation/objects.ts";
import type { Observation, StepFailure } from "../cluster/observation/observation.ts";
import { FINALIZER } from "../cluster/tasks/add-finalizer.ts";
import { IDENTITY_VERSION, type Identity } from "../identity/identity.ts";

/** The moment all observations are made at. */
export const NOW = Date.UTC(2026, 0, 1);

/** `group_replication_group_name` of every built cluster, and uid of its Cluster. */
const GROUP_NAME = "11111111-1111-4111-8111-111111111111";

/** What the StatefulSet's controller calls the template that all pods were made from. */
export const CONTROLLER_REVISION = "orders-5c8d7f9b6";

const YEAR = 365 * 86_400_000;
/** The view that every member of a scene is in. */
export const VIEW = "view:1";
const VERSION = "9.7.4";

interface Group {
  readonly members: readonly string[];
  readonly primary: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** What the group of a built cluster is like, besides its number of members. */
export interface SceneOptions {
  readonly members: number;
  /** Who is the primary; `orders-0` when nothing is said. */
  readonly primary?: string;
  /** Servers of another version than 9.7.4, by member. */
  readonly versions?: Readonly<Record<string, string>>;
}

/** Server uuid of a member. */
export function serverUuidOf(member: string): string {
  return `aaaaaaaa-aaaa-4aaa-8aaa-00000000000${member.slice(-1)}`;
}

/** Transactions 1 to `last` of the group; none for 0. */
export function transactions(last: number): string {
  return last === 0 ? "" : `${GROUP_NAME}:1-${last}`;
}

/** A step that was refused a second ago, with the first spec. */
export function refusal(
  kind: StepFailure["kind"],
  subject: string,
  change: Partial<StepFailure> = {},
): StepFailure {
  const at = NOW - 1_000;
  return { kind, subject, message: "no", refused: true, generation: 1, since: at, at, ...change };
}

/** What a test says of one member that differs from being online. */
export interface MemberChange {
  readonly answer?: Partial<MemberAnswer>;
  readonly pod?: Partial<ObservedPod>;
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, ordinal) => `orders-${ordinal}`);
}

function objectsOf(clusterObject: Cluster, replicas: number): ClusterObjects {
  return clusterObjects({
    cluster: clusterObject,
    series: "9.7",
    groupName: GROUP_NAME,
    replicas,
    platform: DEFAULT_PLATFORM,
  });
}

function observedObjects({
  serverConfig,
  variablesConfig,
  services,
  disruptionBudget,
}: ClusterObjects): readonly ObservedObject[] {
  return [serverConfig, variablesConfig, ...services, disruptionBudget].map((content) => ({
    kind: content.kind,
    name: content.metadata.name,
    uid: `uid-${content.metadata.name}`,
    resourceVersion: "1",
    ownerUid: GROUP_NAME,
    content,
    foreign: [],
  }));
}

function podOf(name: string, primary: string, template: Readonly<Record<string, string>>): ObservedPod {
  const revision = template[REVISION_ANNOTATION];
  const parts = template[TEMPLATE_PARTS_ANNOTATION];
  return {
    name,
    uid: `pod-${name}`,
    resourceVersion: "1",
    deleting: false,
    phase: "Running",
    ready: true,
    selected: true,
    node: "node-1",
    role: name === primary ? "primary" : "secondary",
    createdAt: NOW - 600_000,
    controllerRevision: CONTROLLER_REVISION,
    ...(revision === undefined ? {} : { revision }),
    ...(parts === undefined ? {} : { templateParts: parts }),
  };
}

function answerOf(
  name: string,
  { members, primary, versions }: Group,
  online: Readonly<Record<string, string | number>>,
): MemberAnswer {
  const clusterObject = {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: { name: "orders", namespace: "shop" },
  } as const;
  return {
    kind: "answered",
    podUid: `pod-${name}`,
    serverUuid: serverUuidOf(name),
    version: versions[name] ?? VERSION,
    superReadOnly: name !== primary,
    readOnly: name !== primary,
    state: "ONLINE",
    stateSince: NOW - 300_000,
    viewId: VIEW,
    view: members.map((member) => ({
      serverUuid: serverUuidOf(member),
      host: memberHost(clusterObject, member, DEFAULT_PLATFORM),
      state: "ONLINE",
      role: member === primary ? "PRIMARY" : "SECONDARY",
      version: versions[member] ?? VERSION,
    })),
    executed: transactions(100),
    applier: { configured: true, running: true, received: transactions(100), stuckWorkers: 0 },
    recoveryConfigured: true,
    bootstrapArmed: false,
    login: "operator",
    accountFlaws: [],
    variables: Object.fromEntries(Object.entries(online).map(([key, value]) => [key, String(value)])),
  };
}

function healthy(group: Group, spec: ClusterSpec): Observation {
  const { members: all, primary } = group;
  const members = all.length;
  const clusterObject: Cluster = {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata: {
      name: "orders",
      namespace: "shop",
      uid: GROUP_NAME,
      resourceVersion: "7",
      generation: 1,
      finalizers: [FINALIZER],
    },
    spec: { ...spec, members },
    status: { observedGeneration: -1 },
  };
  const objects = objectsOf(clusterObject, members);
  const set = objects.statefulSet;
  const template = set.spec.template.metadata.annotations ?? {};
  const found = (name: string) => ({ kind: "found", uid: `uid-${name}`, resourceVersion: "1" }) as const;
  const secret = (name: string) => ({ ...found(name), owned: true }) as const;
  return {
    now: NOW,
    freshness: "live",
    cluster: clusterObject,
    platform: DEFAULT_PLATFORM,
    identity: {
      ...found("identity"),
      version: IDENTITY_VERSION,
      record: { groupName: GROUP_NAME, initialised: true, members: all, abandonedClaims: {} },
    },
    userConfig: { kind: "none" },
    secrets: {
      root: secret("root"),
      accounts: secret("accounts"),
      authority: secret("ca"),
      certificate: {
        ...secret("tls"),
        notBefore: NOW - YEAR,
        notAfter: NOW + 9 * YEAR,
        dnsNames: certificateDnsNames(clusterObject, DEFAULT_PLATFORM),
        trusted: true,
      },
    },
    objects: observedObjects(objects),
    statefulSet: {
      uid: "uid-set",
      resourceVersion: "1",
      ownerUid: GROUP_NAME,
      deleting: false,
      replicas: members,
      revision: set.metadata.annotations?.[REVISION_ANNOTATION] ?? "",
      claimsRevision: set.metadata.annotations?.[CLAIMS_REVISION_ANNOTATION] ?? "",
      labels: set.metadata.labels ?? {},
      generation: 1,
      appliedGeneration: 1,
      foreign: [],
      controllerRevision: CONTROLLER_REVISION,
    },
    pods: all.map((name) => podOf(name, primary, template)),
    claims: all.map((name) => ({
      name: `data-${name}`,
      member: name,
      uid: `claim-${name}`,
      resourceVersion: "1",
      deleting: false,
      storage: "10Gi",
      phase: "Bound",
    })),
    nodes: [],
    members: Object.fromEntries(all.map((name) => [name, answerOf(name, group, objects.onlineVariables)])),
    failures: [],
    canary: {
      member: primary,
      viewId: VIEW,
      outcome: "written",
      since: NOW - 60_000,
      takenAt: NOW - 1_000,
    },
  };
}

/** An observation in the making; every function returns a new one. */
export interface Scene {
  readonly observation: Observation;
  readonly with: (change: Partial<Observation>) => Scene;
  readonly withoutCanary: () => Scene;
  readonly withSpec: (spec: ClusterSpec) => Scene;
  readonly withStatus: (status: ClusterStatus) => Scene;
  readonly deleted: () => Scene;
  readonly withIdentity: (record: Partial<Identity>) => Scene;
  readonly withMember: (name: string, change: MemberChange) => Scene;
  /** Nobody answers there; the pod is as it was. */
  readonly withUnreachable: (
    name: string,
    silentFor?: number,
    reason?: Extract<MemberReport, { readonly kind: "unreachable" }>["reason"],
  ) => Scene;
  readonly withoutPod: (name: string) => Scene;
  /** A server that runs and is in no group, and that the others expelled; with transactions 1 to `last`. */
  readonly withOffline: (name: string, last?: number, received?: number) => Scene;
  /** The others see it no more. */
  readonly expelled: (name: string) => Scene;
  /** All servers run, and none is in a group. */
  readonly inOutage: () => Scene;
  /** The same, after the labels were taken away. */
  readonly afterOutage: () => Scene;
  readonly unlabelled: (name: string) => Scene;
  /** Of the group's members it sees only itself. */
  readonly alone: (name: string) => Scene;
  /** These see each other, and none of the group's other members. */
  readonly apart: (...names: readonly string[]) => Scene;
  /** Each of these groups has only its own members in its view. */
  readonly seeingOnly: (...groups: readonly (readonly string[])[]) => Scene;
  /** No StatefulSet and no pods. */
  readonly stopped: () => Scene;
  readonly withoutIdentity: () => Scene;
  /** The record has this version. */
  readonly withIdentityVersion: (version: number) => Scene;
  /** Options that the variables' ConfigMap says are about to be set. */
  readonly withPendingVariables: (...options: readonly string[]) => Scene;
  /** With a ConfigMap as an operator before 0.2 left it: only its text says what it holds. */
  readonly unannotated: (configuration: "server" | "variables") => Scene;
}

function isAnswer(report: MemberReport | undefined): report is MemberAnswer {
  return report?.kind === "answered";
}

function scene(observation: Observation): Scene {
  const next = (change: Partial<Observation>) => scene({ ...observation, ...change });
  const withReport = (name: string, report: MemberReport) =>
    next({ members: { ...observation.members, [name]: report } });
  const withMember: Scene["withMember"] = (name, { answer, pod }) => {
    const before = observation.members[name];
    return next({
      members: { ...observation.members, ...(isAnswer(before) ? { [name]: { ...before, ...answer } } : {}) },
      pods: observation.pods.map((one) => (one.name === name ? { ...one, ...pod } : one)),
    });
  };
  const expelled: Scene["expelled"] = (name) => {
    const gone = serverUuidOf(name);
    const seen = Object.entries(observation.members).map(([other, report]) => [
      other,
      isAnswer(report) && other !== name
        ? { ...report, view: report.view.filter(({ serverUuid }) => serverUuid !== gone) }
        : report,
    ]);
    return next({ members: Object.fromEntries(seen) });
  };
  const apart: Scene["apart"] = (...together) => {
    const uuids = new Set(together.map(serverUuidOf));
    const seen = together.flatMap((name) => {
      const report = observation.members[name];
      if (!isAnswer(report)) return [];
      const view = report.view.map((row) =>
        uuids.has(row.serverUuid) ? row : { ...row, state: "UNREACHABLE" as const },
      );
      return [[name, { ...report, view }] as const];
    });
    return next({ members: { ...observation.members, ...Object.fromEntries(seen) } });
  };
  const offline = (last: number, received: number): Partial<MemberAnswer> => ({
    state: "OFFLINE",
    superReadOnly: true,
    readOnly: true,
    viewId: "",
    view: [],
    executed: transactions(last),
    applier: { configured: received > 0, running: false, received: transactions(received), stuckWorkers: 0 },
  });
  return {
    observation,
    with: next,
    withoutCanary: () => {
      const { canary, ...rest } = observation;
      return scene(rest);
    },
    withSpec: (spec) => {
      const { cluster: before } = observation;
      const metadata = { ...before.metadata, generation: (before.metadata.generation ?? 0) + 1 };
      return next({ cluster: { ...before, metadata, spec: { ...before.spec, ...spec } } });
    },
    withStatus: (status) => next({ cluster: { ...observation.cluster, status } }),
    deleted: () => {
      const { cluster: before } = observation;
      return next({
        cluster: { ...before, metadata: { ...before.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" } },
      });
    },
    withIdentity: (record) => {
      const { identity } = observation;
      return identity.kind === "found"
        ? next({ identity: { ...identity, record: { ...identity.record, ...record } } })
        : scene(observation);
    },
    withIdentityVersion: (version) => {
      const { identity } = observation;
      return identity.kind === "found" ? next({ identity: { ...identity, version } }) : scene(observation);
    },
    withMember,
    withUnreachable: (name, silentFor = 1_000, reason = "timeout") =>
      withReport(name, { kind: "unreachable", since: NOW - silentFor, reason }),
    withoutPod: (name) => next({ pods: observation.pods.filter((pod) => pod.name !== name) }),
    withOffline: (name, last = 100, received = last) =>
      withMember(name, { answer: offline(last, received), pod: { ready: false } }).expelled(name),
    expelled,
    inOutage: () =>
      observation.pods.reduce<Scene>(
        (all, { name }) => all.withMember(name, { answer: offline(100, 100), pod: { ready: false } }),
        scene(observation),
      ),
    afterOutage: () =>
      observation.pods.reduce<Scene>(
        (all, { name }) =>
          all.withMember(name, { answer: offline(100, 100), pod: { ready: false } }).unlabelled(name),
        scene(observation),
      ),
    unlabelled: (name) =>
      next({ pods: observation.pods.map((pod) => (pod.name === name ? withoutRole(pod) : pod)) }),
    alone: (name) => apart(name),
    apart,
    seeingOnly: (...groups) => {
      const reports = groups.flatMap((names) =>
        names.flatMap((name) => {
          const report = observation.members[name];
          if (!isAnswer(report)) return [];
          const uuids = names.map(serverUuidOf);
          const view = report.view.filter(({ serverUuid }) => uuids.includes(serverUuid));
          return [[name, { ...report, view }] as const];
        }),
      );
      return next({ members: { ...observation.members, ...Object.fromEntries(reports) } });
    },
    stopped: () => {
      const { statefulSet, ...rest } = observation;
      return scene({ ...rest, pods: [], members: {} });
    },
    withoutIdentity: () => next({ identity: { kind: "absent" } }),
    unannotated: (configuration) =>
      next({
        objects: observation.objects.map((object) =>
          object.name.startsWith(`orders-${configuration}`)
            ? { ...object, content: withoutAnnotations(object.content) }
            : object,
        ),
      }),
    withPendingVariables: (...options) =>
      next({
        objects: observation.objects.map((object) =>
          object.name === "orders-variables"
            ? { ...object, content: annotated(object.content, options) }
            : object,
        ),
      }),
  };
}

function withoutAnnotations(content: unknown): unknown {
  const { metadata, ...rest }: { readonly metadata?: object } = { ...Object(content) };
  const { annotations, ...others }: { readonly annotations?: unknown } = { ...metadata };
  return { ...rest, metadata: others };
}

function annotated(content: unknown, options: readonly string[]): unknown {
  const { metadata, ...rest }: { readonly metadata?: object } = { ...Object(content) };
  const { annotations, ...others }: { readonly annotations?: object } = { ...metadata };
  const pending = { "mysql.oracle.com/pending-variables": options.join(",") };
  return { ...rest, metadata: { ...others, annotations: { ...annotations, ...pending } } };
}

function withoutRole({ role, ...pod }: ObservedPod): ObservedPod {
  return pod;
}

/** A cluster that is exactly what its spec says, `orders` in namespace `shop`, observed live; change it from there. */
export function cluster({
  members,
  primary = "orders-0",
  versions = {},
  ...spec
}: SceneOptions & Omit<ClusterSpec, "members">): Scene {
  return scene(healthy({ members: names(members), primary, versions }, spec));
}

/** A Cluster nobody has done anything for yet. */
export function newCluster(spec: ClusterSpec = {}): Scene {
  const { observation } = cluster({ members: 3, ...spec });
  const { statefulSet, canary, ...rest } = observation;
  const { finalizers, ...metadata } = observation.cluster.metadata;
  const absent = { kind: "absent" } as const;
  return scene({
    ...rest,
    cluster: { ...observation.cluster, metadata },
    identity: absent,
    secrets: { root: absent, accounts: absent, authority: absent, certificate: absent },
    objects: [],
    pods: [],
    claims: [],
    members: {},
  });
}
