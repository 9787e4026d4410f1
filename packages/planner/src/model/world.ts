import type { Cluster } from "@grampus/api";
import type { KubernetesObject } from "@grampus/resources";
import type { ForeignField } from "../cluster/observation/objects.ts";
import type { Identity } from "../identity/identity.ts";
import type { Operation } from "../operation/operation.ts";
import { type Random, randomFrom } from "./random.ts";

/** When every simulation begins, milliseconds since 1970. */
const STARTED = 1_700_000_000_000;

/** A Secret, as far as the operator looks at it. */
export interface SimulatedSecret {
  /** Whether it has all its keys, and they can be read. */
  readonly usable: boolean;
  /** Whether the operator made it. */
  readonly owned: boolean;
  /** Whether two Secrets hold the same: the accounts of a volume are those it was made with. */
  readonly content: number;
}

/** What a volume keeps over crashes. A transaction is a number of its own; its place in `log` is its GTID. */
export interface Volume {
  serverUuid: string;
  /** The history the volume has the first `length` transactions of; shared between volumes while they agree. */
  log: number[];
  length: number;
  /** How many of them are executed; the rest is in relay logs. */
  executed: number;
  applierConfigured: boolean;
  recoveryConfigured: boolean;
  /** Content of the accounts' Secret that opens it: the one it was made with, until somebody changes the accounts. */
  accounts: number;
  /** The same of root's Secret. */
  root: number;
}

/** A group as its communication layer has it. */
export interface SimulatedGroup {
  readonly id: number;
  view: number;
  members: Set<string>;
  primary: string | undefined;
  log: number[];
  /** Members that were not heard of, and since when. */
  silent: Map<string, number>;
  /** Names of members that were expelled and that older configurations hold: while one is silent, dials to it stop commits. */
  dialled: Set<string>;
  /** Whether it had two members ONLINE at one time, or may stay alone: before, what it acknowledges is on one disk. */
  shared: boolean;
}

/** What a server believes about its group. */
export interface LastView {
  readonly viewId: string;
  readonly rows: readonly { readonly uuid: string; readonly host: string; readonly online: boolean }[];
  readonly primary: string | undefined;
}

/** A mysqld process. */
export interface Server {
  readonly volume: Volume;
  readonly member: string;
  readonly upAt: number;
  state: "ONLINE" | "RECOVERING" | "OFFLINE" | "ERROR";
  stateSince: number;
  group: SimulatedGroup | undefined;
  view: LastView | undefined;
  /** How many transactions reached its memory. */
  received: number;
  superReadOnly: boolean;
  /** `group_replication_bootstrap_group`. */
  bootstrapArmed: boolean;
  applierRunning: boolean;
  stuckSince: number | undefined;
  /** Until when a lock of somebody's session holds up what it commits and applies. */
  lockedUntil: number;
  /** Since when it has not executed all that the primary of its group has. */
  lacksSince: number | undefined;
  lostMajorityAt: number | undefined;
  busy:
    | {
        readonly kind: "starting";
        readonly until: number;
        readonly cloneThreshold: number | undefined;
        readonly bootstrap: boolean;
      }
    | { readonly kind: "cloning"; readonly until: number }
    | { readonly kind: "stopping"; readonly until: number }
    | undefined;
  joinError: string | undefined;
  rejoinAt: number | undefined;
  variables: Record<string, string>;
  /** What runs there that a switch would wait for, and when each ends by itself. */
  operations: readonly (Operation & { readonly until: number })[];
  /** Whether clients hold sessions that the primary's Service led here. */
  hasClients: boolean;
}

/** A pod and the kubelet's view of it. */
export interface SimulatedPod {
  readonly name: string;
  readonly uid: string;
  readonly createdAt: number;
  readonly node: string;
  readonly claimUid: string;
  readonly revision: string | undefined;
  templateParts: string | undefined;
  /** Which template of the StatefulSet it was made from, by the controller's count. */
  readonly controllerRevision: string;
  /** MySQL's, from the tag of the image. */
  readonly version: string;
  /** Whether its image is there. */
  readonly pullable: boolean;
  /** Whether somebody had changed the template by hand that it was made from. */
  readonly handmade: boolean;
  resourceVersion: number;
  startsAt: number;
  deleteAt: number | undefined;
  /** Whether its Secrets are mounted: from then on it does without them. */
  mounted: boolean;
  role: string | undefined;
  /** Whether it has the labels by which it is known. */
  selected: boolean;
  acceptedVariables: string | undefined;
  formerPrimarySince: number | undefined;
  forgottenIn: string | undefined;
  server: Server | undefined;
}

/** A claim, and the volume behind it once it was used. */
export interface SimulatedClaim {
  readonly name: string;
  readonly member: string;
  readonly uid: string;
  storage: string;
  attributesClass: string | undefined;
  resourceVersion: number;
  deleting: boolean;
  volume: Volume | undefined;
}

/** An object of the API server. */
export interface Stored<Content> {
  readonly uid: string;
  readonly resourceVersion: number;
  readonly content: Content;
  /** Fields that somebody else set since the operator wrote it. */
  readonly foreign?: readonly ForeignField[];
}

/** A StatefulSet, as far as its controller looks at it. */
export interface StoredSet extends Stored<KubernetesObject & { readonly kind: "StatefulSet" }> {
  readonly deleting: boolean;
  /** Changes of its spec, whoever made them. */
  readonly generation: number;
  /** The generation that the operator wrote. */
  readonly appliedGeneration: number;
  /** When somebody else changed its spec last, until the operator writes it again. */
  readonly driftedAt: number | undefined;
}

/** What the API server holds besides pods and claims. */
export interface ApiServer {
  cluster: Cluster | undefined;
  identity: Stored<Identity> | undefined;
  /** Secrets by name. */
  secrets: Map<string, Stored<SimulatedSecret>>;
  /** `my.cnf` of the ConfigMaps that a spec can name, by name. */
  configs: Map<string, string>;
  objects: Map<string, Stored<KubernetesObject>>;
  set: StoredSet | undefined;
}

/** Everything there is. */
export interface World {
  readonly random: Random;
  now: number;
  counter: number;
  api: ApiServer;
  pods: Map<string, SimulatedPod>;
  claims: Map<string, SimulatedClaim>;
  readonly nodes: readonly string[];
  /** Nodes that are switched off. */
  down: Map<string, number>;
  /** Nodes cut off from the rest and from each other. */
  isolated: Map<string, number>;
  /** Nodes that are gone for good, and when their pods are collected. */
  gone: Map<string, number>;
  /** Nodes whose disks are slow, and until when. */
  slow: Map<string, number>;
  groups: SimulatedGroup[];
  /** Whether the data have the operator's schema. */
  ownSchema: boolean;
  /** When the API server answers again; in the past while it does. */
  apiBackAt: number;
  /** Claims whose volume went with its node and never comes back, by uid. */
  readonly lostClaims: Set<string>;
  /** What release the tag of an image is, where it is not what the tag says. */
  readonly releases: Map<string, string>;
  /** Whether the storage class takes no larger size of a volume. */
  fixedVolumes: boolean;
  /** Transactions whose client was told that they are committed. */
  acknowledged: number[];
  violations: string[];
  /** Counts of what happened, by name. */
  readonly tally: Map<string, number>;
  /** What happened last, newest at the end. */
  trace: string[];
}

/** Tag of an image that nobody made. */
export const NO_TAG = "0.0-none";

const TRACE = 60;

/** Notes an event; `subject` says to whom it happened. */
export function count(world: World, event: string, subject = ""): void {
  world.tally.set(event, (world.tally.get(event) ?? 0) + 1);
  if (event === "acknowledged write" || event === "status write") return;
  const seconds = ((world.now - STARTED) / 1_000).toFixed(1);
  world.trace.push(`${seconds} s ${event}${subject === "" ? "" : ` ${subject}`}`);
  if (world.trace.length > 2 * TRACE) world.trace = world.trace.slice(-TRACE);
}

/** A number nobody had before. */
export function fresh(world: World): number {
  world.counter += 1;
  return world.counter;
}

/** A UUID nobody had before. */
export function freshUuid(world: World): string {
  return `00000000-0000-4000-8000-${fresh(world).toString(16).padStart(12, "0")}`;
}

/** A world with an empty Kubernetes. */
export function newWorld(seed: number): World {
  return {
    random: randomFrom(seed),
    now: STARTED,
    counter: 0,
    api: {
      cluster: undefined,
      identity: undefined,
      secrets: new Map(),
      configs: new Map(),
      objects: new Map(),
      set: undefined,
    },
    pods: new Map(),
    claims: new Map(),
    nodes: Array.from({ length: 9 }, (_, index) => `node-${index}`),
    down: new Map(),
    isolated: new Map(),
    gone: new Map(),
    slow: new Map(),
    groups: [],
    ownSchema: true,
    apiBackAt: STARTED,
    lostClaims: new Set(),
    releases: new Map(),
    fixedVolumes: false,
    acknowledged: [],
    violations: [],
    tally: new Map(),
    trace: [],
  };
}

/** Whether a node is off, for a while or for good. */
export function isOff(world: World, node: string): boolean {
  return world.down.has(node) || world.gone.has(node);
}

/** Whether two nodes reach each other. A node always reaches itself, unless it is off. */
export function reaches(world: World, from: string, to: string): boolean {
  if (isOff(world, from) || isOff(world, to)) return false;
  return from === to || !(world.isolated.has(from) || world.isolated.has(to));
}

/** Whether the operator and the API server reach a node. */
export function isReachable(world: World, node: string): boolean {
  return !isOff(world, node) && !world.isolated.has(node);
}

/** Whether the API server answers. */
export function isApiThere(world: World): boolean {
  return world.now >= world.apiBackAt;
}

/** The pod whose running server has this uuid. */
export function podOfServer(world: World, uuid: string): SimulatedPod | undefined {
  for (const pod of world.pods.values()) {
    if (pod.server?.volume.serverUuid === uuid && pod.server.upAt <= world.now && !isOff(world, pod.node))
      return pod;
  }
  return undefined;
}
