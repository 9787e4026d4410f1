import type { Cluster } from "@grampus/api";
import { DEFAULT_PLATFORM, memberHost, memberName, secretNames } from "@grampus/resources";
import type { LoginKind, MemberReport, ViewMember } from "../cluster/observation/member-report.ts";
import type { Canary, Observation, ObservedUserConfig } from "../cluster/observation/observation.ts";
import { type RoundMemory, switchWaitOf } from "../cluster/round/index.ts";
import type { Snapshot } from "./snapshot.ts";
import { isReachable, reaches, type Server, type SimulatedPod, type World } from "./world.ts";
/** What the operator's process remembers of members; gone when it restarts. */
export interface Senses {
  silentSince: Map<string, number>;
  /** Last reports, and when they were taken. */
  reports: Map<string, { readonly report: MemberReport; readonly at: number }>;
  canary: Canary | undefined;
  /** Content of the accounts' Secret that a member let it in with last. */
  worked: number | undefined;
  accountsMendedAt: number | undefined;
}

/** The ConfigMap that the spec names; it is read by its name at every look, and never from a cache. */
function userConfigOf(world: World, cluster: Cluster): ObservedUserConfig {
  const name = cluster.spec?.config?.name;
  if (name === undefined) return { kind: "none" };
  const text = world.api.configs.get(name);
  return text === undefined ? { kind: "missing" } : { kind: "text", text };
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

function reportOf(
  world: World,
  cluster: Cluster,
  pod: SimulatedPod,
  server: Server,
  login: LoginKind,
): MemberReport {
  const { volume } = server;
  const groupName = world.api.identity?.content.groupName ?? cluster.metadata.uid ?? "";
  const inGroup = server.state === "ONLINE" || server.state === "RECOVERING";
  return {
    kind: "answered",
    podUid: pod.uid,
    serverUuid: volume.serverUuid,
    version: pod.version,
    superReadOnly: server.superReadOnly,
    readOnly: server.superReadOnly,
    state: server.state,
    stateSince: server.stateSince,
    viewId: inGroup ? (server.view?.viewId ?? "") : "",
    view: inGroup ? viewRows(world, cluster, pod, server) : [],
    executed: gtids(groupName, volume.executed),
    ...(server.lacksSince === undefined ? {} : { behindSince: server.lacksSince }),
    applier: {
      configured: volume.applierConfigured,
      running: server.applierRunning,
      received: volume.applierConfigured ? gtids(groupName, volume.length) : "",
      stuckWorkers: server.stuckSince === undefined ? 0 : 4,
      ...(server.stuckSince === undefined ? {} : { stuckSince: server.stuckSince }),
    },
    recoveryConfigured: volume.recoveryConfigured,
    bootstrapArmed: server.bootstrapArmed,
    login,
    accountFlaws: [],
    variables: server.variables,
    operations: server.operations.filter(({ until }) => until > world.now).map(({ until, ...one }) => one),
    ...(server.busy === undefined ? {} : { busy: server.busy.kind }),
    ...(server.joinError === undefined ? {} : { joinError: server.joinError }),
  };
}

/** Since when the member takes writes, or none, against its role, as the process saw it. */
function withMisfit(report: MemberReport, before: MemberReport | undefined, now: number): MemberReport {
  if (report.kind !== "answered" || report.state !== "ONLINE") return report;
  const role = report.view.find(({ serverUuid }) => serverUuid === report.serverUuid)?.role;
  if (role === "" || role === undefined || report.superReadOnly === (role === "SECONDARY")) return report;
  const since =
    before?.kind === "answered" && before.serverUuid === report.serverUuid ? before.misfitSince : undefined;
  return { ...report, misfitSince: since ?? now };
}

/** How old a report may be that is taken for a new one when members are not asked at one moment, in milliseconds. */
const SKEW = 1_500;

/** How the operator is let in: with what the Secrets hold, with what worked before, or as root. */
function loginOn(
  world: World,
  senses: Senses,
  { cluster, secrets }: Snapshot,
  { volume }: Server,
): LoginKind | undefined {
  const names = secretNames(cluster);
  const contentOf = (purpose: "accounts" | "root") =>
    secrets[purpose].kind === "found" ? world.api.secrets.get(names[purpose])?.content.content : undefined;
  if (secrets.certificate.kind !== "found" && senses.worked === undefined) return undefined;
  if (contentOf("accounts") === volume.accounts) return "operator";
  if (senses.worked === volume.accounts) return "former";
  return contentOf("root") === volume.root ? "root" : undefined;
}

/** What a member says, or why it does not answer. */
function answerOf(
  world: World,
  senses: Senses,
  snapshot: Snapshot,
  pod: SimulatedPod | undefined,
): MemberReport | "address" | "timeout" | "refused" | "denied" {
  // A pod has its address once its volumes are mounted.
  if (pod?.mounted !== true) return "address";
  if (!isReachable(world, pod.node)) return "timeout";
  const { server } = pod;
  if (server === undefined || server.upAt > world.now) return "refused";
  const login = loginOn(world, senses, snapshot, server);
  if (login === undefined) return "denied";
  if (login === "operator") senses.worked = server.volume.accounts;
  return reportOf(world, snapshot.cluster, pod, server, login);
}

/** Asks every member that has a pod, that the record names, or that the spec asks for. `skewed`: some answers are a moment older than others. */
function askMembers(
  world: World,
  senses: Senses,
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
    const before = senses.reports.get(name);
    if (skewed && before !== undefined && world.now - before.at <= SKEW && world.random.chance(0.3)) {
      reports[name] = before.report;
      continue;
    }
    const pod = world.pods.get(name);
    const answer = answerOf(world, senses, snapshot, pod);
    if (typeof answer === "object") {
      const report = withMisfit(answer, before?.report, world.now);
      senses.silentSince.delete(name);
      senses.reports.set(name, { report, at: world.now });
      reports[name] = report;
      continue;
    }
    const since = senses.silentSince.get(name) ?? world.now;
    senses.silentSince.set(name, since);
    reports[name] = { kind: "unreachable", since, reason: answer };
  }
  return reports;
}

/** One observation: Kubernetes as it was at the snapshot, members as they are; `skewed` as members are asked. */
export function observationOf(
  world: World,
  senses: Senses,
  snapshot: Snapshot,
  memory: RoundMemory,
  skewed: boolean,
): Observation {
  return {
    ...snapshot,
    now: world.now,
    freshness: memory.freshness,
    userConfig: userConfigOf(world, snapshot.cluster),
    members: askMembers(world, senses, snapshot, skewed),
    failures: memory.failures,
    ...switchWaitOf(memory, world.now),
    ...(senses.canary === undefined ? {} : { canary: senses.canary }),
    ...(senses.accountsMendedAt === undefined ? {} : { accountsMendedAt: senses.accountsMendedAt }),
  };
}
