import type { Cluster } from "@grampus/api";
import {
  type Canary,
  type Observation,
  type ObservedUserConfig,
  observedVariableNames,
  type StepFailure,
} from "@grampus/planner";
import {
  claimName,
  identityName,
  memberName,
  OPTION_FILE,
  ordinalOf,
  type Platform,
} from "@grampus/resources";
import type { KubeClient } from "../kube/client.ts";
import { type Claim, CONFIG_MAPS, type Pod } from "../kube/kinds.ts";
import { memberAddress } from "../mysql/member-address.ts";
import { observedSecrets, type SecretCache } from "../secrets/secret-cache.ts";
import { readIdentity } from "./identity-record.ts";
import type { LiveObjects } from "./live-objects.ts";
import type { Logins } from "./logins.ts";
import type { MemberSessions, MemberToAsk } from "./member-sessions.ts";
import {
  observedClaim,
  observedNodes,
  observedObject,
  observedPod,
  observedStatefulSet,
} from "./observed-objects.ts";

/** What an observation is made with. */
export interface ObserverPorts {
  readonly client: KubeClient;
  readonly platform: Platform;
  readonly now: () => number;
  readonly sessions: MemberSessions;
  readonly secrets: SecretCache;
  readonly logins: Logins;
}

/** What the rounds before left behind. */
export interface FormerEffects {
  readonly failures: readonly StepFailure[];
  readonly canary: Canary | undefined;
  readonly accountsMendedAt: number | undefined;
}

async function userConfigOf(cluster: Cluster, client: KubeClient): Promise<ObservedUserConfig> {
  const name = cluster.spec?.config?.name;
  if (name === undefined) return { kind: "none" };
  const found = await client.find(CONFIG_MAPS, { namespace: cluster.metadata.namespace, name });
  const text = found?.data?.[OPTION_FILE];
  return text === undefined ? { kind: "missing" } : { kind: "text", text };
}

/** Where a member's pod can be reached, as soon as it has an address. */
function memberToAsk(cluster: Cluster, platform: Platform, name: string, pods: readonly Pod[]): MemberToAsk {
  const pod = pods.find(({ metadata }) => metadata.name === name);
  const host = pod?.status?.podIP;
  const uid = pod?.metadata.uid;
  if (host === undefined || uid === undefined) return { name };
  return {
    name,
    pod: { uid, address: memberAddress(cluster, name, platform, host) },
  };
}

function memberOfClaim(cluster: Cluster, claim: Claim): string | undefined {
  const ordinal = /-(\d+)$/.exec(claim.metadata.name)?.[1];
  const member = `${cluster.metadata.name}-${ordinal}`;
  return claimName(cluster, member) === claim.metadata.name ? member : undefined;
}

/** Everything the planner wants to know of a cluster, from its objects and from its members. Reads, and writes nothing. */
export async function observeCluster(
  world: LiveObjects,
  freshness: Observation["freshness"],
  { failures, canary, accountsMendedAt }: FormerEffects,
  { client, platform, now, sessions, secrets, logins }: ObserverPorts,
): Promise<Observation> {
  const { cluster, pods } = world;
  const { name } = cluster.metadata;
  const at = now();
  const [contents, userConfig] = await Promise.all([
    secrets.read(cluster, at, freshness === "live"),
    userConfigOf(cluster, client),
  ]);
  const identity = readIdentity(
    world.configMaps.find(({ metadata }) => metadata.name === identityName(name)),
  );
  const ours = pods.filter(({ metadata }) => ordinalOf(name, metadata.name) !== undefined);
  const recorded = identity.kind === "found" ? identity.record.members : [];
  const asked = Array.from({ length: cluster.spec?.members ?? 0 }, (_, ordinal) => memberName(name, ordinal));
  const names = [...new Set([...ours.map(({ metadata }) => metadata.name), ...recorded, ...asked])].sort();
  const members = names.map((member) => memberToAsk(cluster, platform, member, ours));
  const ways = logins.with(contents);
  const reports = await sessions.ask(members, ways, observedVariableNames(cluster), at);
  const [statefulSet] = world.statefulSets.filter(({ metadata }) => metadata.name === name);
  const nodes = [...new Set(ours.flatMap(({ spec }) => spec?.nodeName ?? []))];
  return {
    now: at,
    freshness,
    cluster,
    platform,
    identity,
    userConfig,
    secrets: observedSecrets(cluster, contents),
    objects: [
      ...world.services.map((object) => observedObject("Service", object)),
      ...world.configMaps.map((object) => observedObject("ConfigMap", object)),
      ...world.disruptionBudgets.map((object) => observedObject("PodDisruptionBudget", object)),
    ],
    ...(statefulSet === undefined ? {} : { statefulSet: observedStatefulSet(statefulSet) }),
    pods: ours.map((pod) => observedPod(pod, name)),
    claims: world.claims.flatMap((claim) => {
      const member = memberOfClaim(cluster, claim);
      return member === undefined ? [] : [observedClaim(claim, member)];
    }),
    nodes: observedNodes(nodes, world.nodes),
    members: reports,
    rootRefused: ways.rootRefused(),
    ...(accountsMendedAt === undefined ? {} : { accountsMendedAt }),
    failures,
    ...(canary === undefined ? {} : { canary }),
  };
}
