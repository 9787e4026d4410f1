import { type Cluster, REVISION_ANNOTATION } from "@grampus/api";
import {
  type ClaimTemplate,
  claimName,
  contentDigest,
  type Metadata,
  memberName,
  ordinalOf,
  type PodTemplateSpec,
  secretNames,
  TEMPLATE_PARTS_ANNOTATION,
  VARIABLES_FILE,
  variablesConfigName,
} from "@grampus/resources";
import { connected, detach, hasMajority, leaveGroup, promote } from "./group-membership.ts";
import {
  count,
  fresh,
  freshUuid,
  isApiThere,
  isOff,
  isReachable,
  NO_TAG,
  type Server,
  type SimulatedPod,
  type World,
} from "./world.ts";

/** How long things take, in milliseconds; on a slow disk a multiple of it. */
const TAKES_MS = { initialise: 4_000, start: 1_500, grace: 8_000 } as const;

/** How many times longer a start takes on a slow disk. */
const SLOWNESS = 15;

/** How often kubelet writes a pod's status in the meantime, per step of the model. */
const KUBELET_WRITES = 0.03;

function claimFor(world: World, cluster: Cluster, member: string, spec: ClaimTemplate["spec"] | undefined) {
  const name = claimName(cluster, member);
  const existing = world.claims.get(name);
  if (existing !== undefined) return existing;
  const claim = {
    name,
    member,
    uid: freshUuid(world),
    storage: String(spec?.resources?.requests?.storage ?? "10Gi"),
    attributesClass: spec?.volumeAttributesClassName,
    resourceVersion: fresh(world),
    deleting: false,
    volume: undefined,
  };
  world.claims.set(name, claim);
  return claim;
}

function nodeFor(world: World, member: string): string {
  const ordinal = Number(member.slice(member.lastIndexOf("-") + 1));
  const taken = new Set([...world.pods.values()].map(({ node }) => node));
  const free = world.nodes.filter((node) => !world.gone.has(node) && !taken.has(node));
  const own = world.nodes[ordinal % world.nodes.length];
  return own !== undefined && free.includes(own) ? own : (free.at(-1) ?? "node-0");
}

const revisions = new WeakMap<object, string>();

/** What the StatefulSet controller calls a template. */
export function controllerRevisionOf(template: PodTemplateSpec | undefined): string {
  if (template === undefined) return "";
  const known = revisions.get(template) ?? contentDigest(template);
  revisions.set(template, known);
  return known;
}

function createPod(world: World, cluster: Cluster, member: string): void {
  const template = world.api.set?.content.spec.template;
  const claim = claimFor(world, cluster, member, world.api.set?.content.spec.volumeClaimTemplates[0]?.spec);
  if (claim.deleting) return;
  const node = nodeFor(world, member);
  const tag = template?.spec.containers[0]?.image.split(":").at(-1) ?? "";
  const takes = TAKES_MS.start + (claim.volume === undefined ? TAKES_MS.initialise : 0);
  world.pods.set(member, {
    name: member,
    uid: freshUuid(world),
    createdAt: world.now,
    node,
    claimUid: claim.uid,
    revision: template?.metadata.annotations?.[REVISION_ANNOTATION],
    templateParts: template?.metadata.annotations?.[TEMPLATE_PARTS_ANNOTATION],
    controllerRevision: controllerRevisionOf(template),
    version: world.releases.get(tag) ?? tag,
    pullable: tag !== NO_TAG,
    handmade: world.api.set?.driftedAt !== undefined,
    resourceVersion: fresh(world),
    startsAt: world.now + takes * (world.slow.has(node) ? SLOWNESS : 1),
    deleteAt: undefined,
    mounted: false,
    role: undefined,
    selected: true,
    acceptedVariables: undefined,
    formerPrimarySince: undefined,
    forgottenIn: undefined,
    server: undefined,
  });
}

/** The StatefulSet controller: pods for all ordinals at once, and none above. */
function runSet(world: World): void {
  const { set, cluster } = world.api;
  if (set === undefined || cluster === undefined) return;
  const { name } = set.content.metadata;
  if (set.deleting) {
    for (const pod of world.pods.values()) deletePod(world, pod, undefined);
    if (world.pods.size === 0) world.api.set = undefined;
    return;
  }
  const { replicas } = set.content.spec;
  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const member = memberName(name, ordinal);
    if (!world.pods.has(member)) createPod(world, cluster, member);
  }
  for (const pod of world.pods.values()) {
    const ordinal = ordinalOf(name, pod.name);
    if (ordinal !== undefined && ordinal >= replicas) deletePod(world, pod, undefined);
  }
}

/** Asks for a pod's end. With time for it, preStop hands over and leaves the group. */
export function deletePod(world: World, pod: SimulatedPod, graceSeconds: number | undefined): void {
  if (pod.deleteAt !== undefined) return;
  pod.resourceVersion = fresh(world);
  if (graceSeconds !== undefined) {
    pod.deleteAt = world.now + graceSeconds * 1_000 + 500;
    return;
  }
  pod.deleteAt = world.now + TAKES_MS.grace;
  const { server } = pod;
  const group = server?.group;
  if (server === undefined || group === undefined) return;
  const heir = connected(world, group, pod).find(
    (other) => other !== pod && other.server?.state === "ONLINE",
  );
  const switches = group.primary === server.volume.serverUuid && hasMajority(world, group, pod);
  if (switches && heir?.server !== undefined) {
    promote(world, group, heir.server.volume.serverUuid);
  }
  server.busy = { kind: "stopping", until: world.now + 2_000 };
}

/** A server's process ends without a word. */
export function crashServer(pod: SimulatedPod): void {
  if (pod.server !== undefined) pod.server.group = undefined;
  pod.server = undefined;
}

function newServer(world: World, pod: SimulatedPod): Server | undefined {
  const claim = [...world.claims.values()].find(({ uid }) => uid === pod.claimUid);
  const { cluster, secrets } = world.api;
  const contentOf = (purpose: "accounts" | "root") =>
    cluster === undefined ? undefined : secrets.get(secretNames(cluster)[purpose])?.content;
  const [accounts, root] = [contentOf("accounts"), contentOf("root")];
  if (claim === undefined || world.lostClaims.has(claim.uid)) return undefined;
  // A pod mounts its Secrets before it starts for the first time.
  if (!pod.mounted && (accounts?.usable !== true || root?.usable !== true)) return undefined;
  pod.mounted = true;
  claim.volume ??= {
    serverUuid: freshUuid(world),
    log: [],
    length: 0,
    executed: 0,
    applierConfigured: false,
    recoveryConfigured: false,
    accounts: accounts?.content ?? 0,
    root: root?.content ?? 0,
  };
  const variables = world.api.objects.get(
    `ConfigMap/${variablesConfigName(world.api.cluster?.metadata.name ?? "")}`,
  )?.content;
  const text = variables?.kind === "ConfigMap" ? (variables.data[VARIABLES_FILE] ?? "") : "";
  return {
    volume: claim.volume,
    member: pod.name,
    upAt: world.now,
    state: "OFFLINE",
    stateSince: world.now,
    group: undefined,
    view: undefined,
    received: claim.volume.length,
    superReadOnly: true,
    applierRunning: false,
    stuckSince: undefined,
    lockedUntil: 0,
    lacksSince: undefined,
    lostMajorityAt: undefined,
    busy: undefined,
    bootstrapArmed: false,
    joinError: undefined,
    hasClients: false,
    operations: [],
    rejoinAt: undefined,
    variables: Object.fromEntries(
      [...text.matchAll(/^([a-z0-9_]+)=(.*)$/gm)].map(([, key = "", value = ""]) => [
        key,
        value.replaceAll('"', ""),
      ]),
    ),
  };
}

/** The pod is gone, and its server with it. */
function endPod(world: World, pod: SimulatedPod): void {
  if (pod.server !== undefined) detach(world, pod.server, "OFFLINE");
  world.pods.delete(pod.name);
  const claim = [...world.claims.values()].find(({ uid }) => uid === pod.claimUid);
  if (claim?.deleting === true) world.claims.delete(claim.name);
}

function runKubelet(world: World, pod: SimulatedPod): void {
  const collectedAt = world.gone.get(pod.node);
  if (collectedAt !== undefined && isApiThere(world) && world.now >= collectedAt) endPod(world, pod);
  if (isOff(world, pod.node)) return;
  if (isReachable(world, pod.node) && world.random.chance(KUBELET_WRITES)) pod.resourceVersion = fresh(world);
  if (pod.deleteAt !== undefined && world.now >= pod.deleteAt && !world.isolated.has(pod.node)) {
    if (pod.server?.group !== undefined && pod.server.busy?.kind === "stopping")
      leaveGroup(world, pod.server);
    endPod(world, pod);
    return;
  }
  if (pod.server === undefined && pod.pullable && pod.deleteAt === undefined && world.now >= pod.startsAt) {
    pod.server = newServer(world, pod);
    if (pod.server !== undefined) count(world, "server start", pod.name);
  }
}

/** What goes with its owner: the garbage collector. */
function collectGarbage(world: World): void {
  const { cluster, set, objects } = world.api;
  const isOrphan = (content: { readonly metadata: Metadata }) =>
    content.metadata.ownerReferences?.[0]?.uid !== cluster?.metadata.uid;
  for (const [key, { content }] of objects) if (isOrphan(content)) objects.delete(key);
  if (set !== undefined && !set.deleting && isOrphan(set.content)) world.api.set = { ...set, deleting: true };
}

/** Lets the controllers and kubelets go on for a moment. */
export function progressKubernetes(world: World): void {
  for (const [node, until] of world.down) if (world.now >= until) world.down.delete(node);
  for (const [node, until] of world.isolated) if (world.now >= until) world.isolated.delete(node);
  for (const [node, until] of world.slow) if (world.now >= until) world.slow.delete(node);
  if (isApiThere(world)) {
    collectGarbage(world);
    runSet(world);
  }
  for (const pod of [...world.pods.values()]) runKubelet(world, pod);
  for (const claim of [...world.claims.values()]) {
    const used = [...world.pods.values()].some(({ claimUid }) => claimUid === claim.uid);
    if (claim.deleting && !used) world.claims.delete(claim.name);
  }
}
