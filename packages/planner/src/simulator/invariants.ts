import { type ClusterStatus, compareQuantities, REVISION_ANNOTATION, withDefaults } from "@grampus/api";
import { claimName, ordinalOf } from "@grampus/resources";
import type { Decision } from "../cluster/decision/decision.ts";
import type { Observation } from "../cluster/observation/observation.ts";
import type { Effect } from "../cluster/round/index.ts";
import { forbidden } from "../cluster/safety/forbidden.ts";
import { writablePrimary } from "../model/commits.ts";
import { hasMajority } from "../model/group-membership.ts";
import { bootstrapServer } from "../model/perform-server.ts";
import {
  isReachable,
  podOfServer,
  type Server,
  type SimulatedClaim,
  type SimulatedGroup,
  type SimulatedPod,
  type World,
} from "../model/world.ts";
import type { Precondition, Step } from "../steps/step.ts";

/** Notes a broken invariant of docs/operator/states.md, by its number there. */
function violated(world: World, invariant: number, message: string): void {
  world.violations.push(`I${invariant}: ${message}`);
}

/** I2 and I3, at the moment a member bootstraps: it holds what was acknowledged, and what every other volume holds. */
function checkBootstrap(world: World, server: Server): void {
  const { volume } = server;
  for (const claim of world.claims.values()) {
    if (claim.volume === undefined || claim.volume === volume || isGivenUp(world, claim)) continue;
    const { log, length } = claim.volume;
    const included =
      length <= volume.length &&
      (log === volume.log || log.slice(0, length).every((one, index) => one === volume.log[index]));
    if (!included)
      violated(
        world,
        3,
        `${server.member} bootstraps with ${volume.length}, ${claim.member} holds ${length}`,
      );
  }
  if (world.groups.some((group) => [...group.members].some((uuid) => isAlive(world, uuid)))) {
    violated(world, 1, `${server.member} bootstraps while a group lives`);
  }
  if ([...world.claims.values()].some((claim) => isGivenUp(world, claim))) return;
  const held = new Set(volume.log.slice(0, volume.length));
  const lost = world.acknowledged.filter((transaction) => !held.has(transaction));
  if (lost.length > 0)
    violated(world, 2, `${server.member} bootstraps without ${lost.length} acknowledged writes`);
}

/** Whether the spec gives this volume up: its word is about the one that was there when it was said. */
function isGivenUp(world: World, { member, uid }: SimulatedClaim): boolean {
  if (world.api.cluster?.spec?.abandonedMembers?.includes(member) !== true) return false;
  const given = world.api.identity?.content.abandonedClaims[member];
  return given === undefined || given === uid;
}

function isAlive(world: World, uuid: string): boolean {
  const pod = podOfServer(world, uuid);
  const group = pod?.server?.group;
  return pod !== undefined && group !== undefined && hasMajority(world, group, pod);
}

/** I4: a claim goes only with the spec's word, and only the one that was meant. */
function checkClaimDeletion(world: World, target: Precondition): void {
  const claim = world.claims.get(target.name);
  if (claim?.uid !== target.uid || String(claim.resourceVersion) !== target.resourceVersion) return;
  const { cluster } = world.api;
  const spec = cluster?.spec;
  const erased = cluster?.metadata.deletionTimestamp !== undefined && spec?.deletionPolicy === "Delete";
  const given =
    cluster !== undefined &&
    spec?.abandonedMembers?.some((member) => claimName(cluster, member) === target.name);
  if (!erased && given !== true) violated(world, 4, `${target.name} is deleted without the spec's word`);
}

/** I5: a status never speaks for an older spec than the one before it. */
function checkStatus(world: World, { observedGeneration = -1 }: ClusterStatus): void {
  const before = world.api.cluster?.status?.observedGeneration ?? -1;
  if (before > observedGeneration) violated(world, 5, "observedGeneration goes back");
}

/** How many members can be online at most: those recorded that are to stay, or all of a new cluster. */
function possibleMembers({ api: { cluster, identity } }: World): number {
  const { members = 3, abandonedMembers = [] } = cluster?.spec ?? {};
  const { name = "" } = cluster?.metadata ?? {};
  if (identity?.content.initialised !== true) return members;
  return identity.content.members.filter(
    (member) => (ordinalOf(name, member) ?? members) < members && !abandonedMembers.includes(member),
  ).length;
}

/** Whether the step confirms a bootstrap while only one member can be there: the group may take clients alone. */
export function confirmsAlone(world: World, step: Step): boolean {
  return (
    step.kind === "replace-identity" && step.record.bootstrap === undefined && possibleMembers(world) <= 1
  );
}

/** The groups may take clients, whoever is in them. */
export function allowAlone(world: World): void {
  for (const group of world.groups) group.shared = true;
}

/** I2: no client is led to a group before a second disk has what it is told, unless there can be no second one. */
export function checkServed(world: World, group: SimulatedGroup, pod: SimulatedPod): void {
  if (!group.shared) violated(world, 2, `${pod.name} acknowledges a write that is on its disk alone`);
}

/** I7: `Ready` says that the spec was made true; what it names has to be there for that. */
function checkReady(world: World, { conditions, observedGeneration }: ClusterStatus): void {
  const { cluster, configs } = world.api;
  const isReady = conditions?.some(({ type, status }) => type === "Ready" && status === "True") === true;
  const config = cluster?.spec?.config?.name;
  if (!isReady || config === undefined || observedGeneration !== cluster?.metadata.generation) return;
  if (!configs.has(config)) violated(world, 7, `Ready is True, and ConfigMap ${config} is not there`);
}

/** The `my.cnf` of the user that members of this template read; `undefined` when they read none. */
function mountedConfig({ api: { set, objects } }: World): string | undefined {
  const volume = set?.content.spec.template.spec.volumes.find(({ name }) => name === "server");
  const name = volume !== undefined && "configMap" in volume ? volume.configMap.name : "";
  const content = objects.get(`ConfigMap/${name}`)?.content;
  return content?.kind === "ConfigMap" ? content.data["user.cnf"] : undefined;
}

/** Members that a group with clients dials, and at whose address nobody answers: each dial stops its commits. Without a pod there is no address. */
export function silentlyDialled(world: World): readonly string[] {
  const served = world.groups.filter((group) => writablePrimary(world, group) !== undefined);
  return served
    .flatMap(({ dialled }) => [...dialled])
    .filter((member) => {
      const pod = world.pods.get(member);
      if (pod === undefined) return false;
      return pod.server === undefined || pod.server.upAt > world.now || !isReachable(world, pod.node);
    });
}

/** A member that is not the primary, and has sessions of clients that took it for that. */
function withLeftSessions({ pods }: World): string | undefined {
  const left = [...pods.values()].find(
    ({ role, server }) => role !== "primary" && server?.hasClients === true,
  );
  return left?.name;
}

/**
 * I7 and I8, of a cluster that has settled: every member runs the template, and has the volume, that the spec asks for,
 * and nobody but the primary has clients that write.
 */
export function checkSettled(world: World): void {
  const { set, cluster, configs, objects } = world.api;
  if (cluster === undefined) return;
  const left = withLeftSessions(world);
  if (left !== undefined) violated(world, 8, `clients hold sessions on ${left}, which is not the primary`);
  const { config, volumeClaimTemplate } = withDefaults(cluster).spec ?? {};
  const text = config === undefined ? undefined : configs.get(config.name);
  if (mountedConfig(world) !== text) violated(world, 7, "Ready is True, and members read another my.cnf");
  for (const [key, { foreign = [] }] of objects)
    if (foreign.length > 0) violated(world, 7, `Ready is True, and ${key} is as somebody made it by hand`);
  if (set?.driftedAt !== undefined)
    violated(world, 7, "Ready is True, and the template is not what was applied");
  const template = set?.content.spec.template.metadata.annotations?.[REVISION_ANNOTATION];
  const size = volumeClaimTemplate?.spec?.resources?.requests?.storage ?? "0";
  for (const { name, revision, claimUid, handmade, selected } of world.pods.values()) {
    const claim = [...world.claims.values()].find(({ uid }) => uid === claimUid);
    if (revision !== template) violated(world, 7, `Ready is True, and ${name} runs an older template`);
    if (!selected) violated(world, 7, `Ready is True, and ${name} lacks the labels by which it is known`);
    if (handmade) violated(world, 7, `Ready is True, and ${name} was made from a template of somebody's own`);
    if (claim !== undefined && compareQuantities(claim.storage, size) === -1)
      violated(world, 7, `Ready is True, and the volume of ${name} has ${claim.storage} of ${size}`);
  }
}

/** An operation that a look a moment ago may not have shown, in milliseconds. */
const NEW_OPERATION = 3_000;

/** I10, at the moment of a planned switch: nothing long runs that would hold it up, and all writes with it. */
function checkSwitch(world: World, member: string): void {
  const running = world.pods.get(member)?.server?.operations ?? [];
  const held = running.find(({ since, until }) => until > world.now && world.now - since > NEW_OPERATION);
  if (held !== undefined) violated(world, 10, `${member} hands over while ${held.kind} runs`);
}

/** S: what the safety rules forbid is not performed, on what the process saw. */
export function checkAllowed(world: World, step: Step, seen: Observation): void {
  const why = forbidden(step, seen);
  if (why !== undefined) world.violations.push(`S: ${step.kind} is performed: ${why}`);
}

/** S: no task asks for what the safety rules forbid. */
export function checkDecision(world: World, decision: Decision | undefined): void {
  const stall = decision?.stall;
  if (stall?.reason === "StepForbidden") world.violations.push(`S: ${stall.message}`);
}

/** I9: the role of the primary is not handed to a member that is known to lag. */
function checkSuccessor(world: World, { to }: Extract<Step, { readonly kind: "switch-primary" }>): void {
  const pod = world.pods.get(to);
  const group = pod?.server?.group;
  if (pod?.server === undefined || group === undefined || pod.role === "secondary") return;
  if (pod.server.volume.executed < group.log.length)
    violated(world, 9, `${to} is to become the primary, and was taken from those who read for its lag`);
}

/** What must hold before an effect that is about to come off. */
export function checkEffect(world: World, effect: Effect): void {
  if (effect.kind === "write-status") {
    checkStatus(world, effect.status);
    checkReady(world, effect.status);
  }
  if (effect.kind !== "perform-step") return;
  const { step } = effect;
  if (confirmsAlone(world, step)) allowAlone(world);
  if (step.kind === "switch-primary") checkSwitch(world, step.target.member);
  if (step.kind === "delete-claim") checkClaimDeletion(world, step.target);
  if (step.kind === "switch-primary") checkSuccessor(world, step);
  if (step.kind !== "bootstrap") return;
  const server = bootstrapServer(world, step);
  if (!("kind" in server)) checkBootstrap(world, server);
}

/** I1 and I2, at every moment: at most one member acknowledges, and it holds everything that was acknowledged. */
export function checkWriters(world: World): void {
  const writers = world.groups.flatMap((group) => writablePrimary(world, group) ?? []);
  if (writers.length > 1)
    violated(world, 1, `${writers.map(({ name }) => name).join(" and ")} acknowledge writes`);
  for (const { name, server } of writers) {
    const newest = world.acknowledged.at(-1);
    if (newest === undefined || server === undefined) continue;
    const { log, length } = server.volume;
    if (log.lastIndexOf(newest) < 0 || log.lastIndexOf(newest) >= length) {
      violated(
        world,
        2,
        `${name} takes writes with ${length} of ${log.length} transactions, without the last acknowledged one, ${newest} at ${log.lastIndexOf(newest)}`,
      );
    }
  }
}
