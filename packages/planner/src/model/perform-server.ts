import { secretNames } from "@grampus/resources";
import type { EffectOutcome } from "../cluster/round/index.ts";
import type { ServerStep, ServerTarget, Step } from "../steps/step.ts";
import { setAccounts } from "./accounts.ts";
import { commit, writablePrimary } from "./commits.ts";
import { bootstrapGroup, startJoin } from "./group-entry.ts";
import { connected, hasMajority, promote } from "./group-membership.ts";
import { fresh, isReachable, type Server, type SimulatedPod, type World } from "./world.ts";

/** Whether the step is a statement on a member. */
export function isServerStep(step: Step): step is ServerStep {
  return "target" in step && "serverUuid" in step.target;
}

const DONE = { kind: "done" } as const;
const GOING_ON = { kind: "going-on" } as const;
const CONFLICT = { kind: "conflict" } as const;
const UNANSWERED = { kind: "unanswered" } as const;

function refused(message: string): EffectOutcome {
  return { kind: "failed", message, refused: true };
}

/** The pod and server a statement is meant for, or what becomes of the statement without them. */
function serverFor(
  world: World,
  target: ServerTarget,
): { readonly pod: SimulatedPod; readonly server: Server } | EffectOutcome {
  const pod = world.pods.get(target.member);
  const server = pod?.server;
  if (pod === undefined || server === undefined || server.upAt > world.now || !isReachable(world, pod.node))
    return UNANSWERED;
  if (pod.uid !== target.podUid) return UNANSWERED;
  return server.volume.serverUuid === target.serverUuid ? { pod, server } : CONFLICT;
}

type BootstrapStep = Extract<Step, { readonly kind: "bootstrap" }>;

/** The server that this bootstrap starts a group on, or what becomes of it otherwise. */
export function bootstrapServer(world: World, step: BootstrapStep): Server | EffectOutcome {
  const { identity } = world.api;
  const isSame =
    identity?.uid === step.identity.uid && String(identity.resourceVersion) === step.identity.resourceVersion;
  if (!isSame || identity.content.bootstrap?.member !== step.target.member) return CONFLICT;
  const found = serverFor(world, step.target);
  if ("kind" in found) return found;
  const { server } = found;
  if (server.volume.applierConfigured) return CONFLICT;
  return server.state === "OFFLINE" && server.busy === undefined ? server : refused("the group is running");
}

/** Where the operator may die within a bootstrap: what it set before stays set. */
export type CutShort = "after it armed the server" | "after the group started";

function bootstrap(world: World, step: BootstrapStep, cutShort: CutShort | undefined): EffectOutcome {
  const server = bootstrapServer(world, step);
  if ("kind" in server) return server;
  server.bootstrapArmed = true;
  if (cutShort === "after it armed the server") return UNANSWERED;
  bootstrapGroup(world, server);
  if (cutShort === "after the group started") return UNANSWERED;
  server.bootstrapArmed = false;
  return DONE;
}

function switchPrimary(
  world: World,
  { toServerUuid }: Extract<Step, { readonly kind: "switch-primary" }>,
  pod: SimulatedPod,
  server: Server,
): EffectOutcome {
  const { group } = server;
  const heir = [...world.pods.values()].find((one) => one.server?.volume.serverUuid === toServerUuid);
  if (group === undefined || heir?.server?.group !== group || heir.server.state !== "ONLINE")
    return refused("the requested uuid is not a member of the group");
  if (server.stuckSince !== undefined || server.lockedUntil > world.now)
    return refused("running transactions do not end");
  if (!hasMajority(world, group, pod) || !connected(world, group, pod).includes(heir))
    return refused("the group has no majority");
  promote(world, group, toServerUuid);
  return DONE;
}

/** A statement that the group has to commit. */
function writeOn(world: World, pod: SimulatedPod, change: () => void): EffectOutcome {
  const { server } = pod;
  if (server === undefined || server.superReadOnly) return refused("the server is read-only");
  const { group } = server;
  if (group === undefined || writablePrimary(world, group) !== pod) return UNANSWERED;
  commit(world, group, pod);
  change();
  return DONE;
}

/** The accounts of everybody in the group become those of the Secret: as root, or as themselves while a password works. */
function mendAccounts(
  world: World,
  { rootOnly }: Extract<Step, { readonly kind: "mend-accounts" }>,
  pod: SimulatedPod,
): EffectOutcome {
  const { cluster, secrets } = world.api;
  const names = cluster === undefined ? undefined : secretNames(cluster);
  const accounts = secrets.get(names?.accounts ?? "")?.content;
  const root = secrets.get(names?.root ?? "")?.content;
  if (accounts?.usable !== true) return refused("the Secret with the accounts' passwords is missing");
  if (rootOnly && (root?.usable !== true || root.content !== pod.server?.volume.root))
    return refused("root is not let in");
  return writeOn(world, pod, () => setAccounts(world, pod.server?.group, accounts.content));
}

/** Performs a statement on the server it was decided for. */
export function performOnServer(world: World, step: ServerStep, cutShort?: CutShort): EffectOutcome {
  if (step.kind === "bootstrap") return bootstrap(world, step, cutShort);
  const found = serverFor(world, step.target);
  if ("kind" in found) return found;
  const { server, pod } = found;
  const { volume } = server;
  switch (step.kind) {
    case "configure-recovery":
      volume.recoveryConfigured = true;
      return DONE;
    case "disarm-bootstrap":
      if (server.busy !== undefined) return refused("a START of the group is running");
      server.bootstrapArmed = false;
      return DONE;
    case "join":
      if (server.state !== "OFFLINE" || server.busy !== undefined) return refused("the group is running");
      startJoin(world, server, step.cloneThreshold);
      return GOING_ON;
    case "leave":
      if (server.busy !== undefined) return refused("another group command is running");
      server.superReadOnly = true;
      server.busy = { kind: "stopping", until: world.now + world.random.between(500, 4_000) };
      return GOING_ON;
    case "start-applier":
    case "stop-applier":
      if (!volume.applierConfigured || server.group !== undefined) return refused("no such channel");
      server.applierRunning = step.kind === "start-applier";
      return DONE;
    case "reset-applier":
      if (server.group !== undefined || server.applierRunning) return refused("the applier is running");
      if (volume.executed < volume.length) return CONFLICT;
      volume.applierConfigured = false;
      return DONE;
    case "switch-primary":
      return switchPrimary(world, step, pod, server);
    case "set-read-only":
      server.superReadOnly = true;
      return DONE;
    case "set-variables":
      for (const { name, value } of step.assignments) {
        if (value === null) delete server.variables[name];
        else server.variables[name] = value;
      }
      return DONE;
    case "mend-accounts":
      return mendAccounts(world, step, pod);
    case "restore-schema":
      return writeOn(world, pod, () => {
        world.ownSchema = true;
      });
    case "end-operations": {
      const ended = new Set(step.operations.map(({ session }) => session));
      server.operations = server.operations.filter(({ session }) => !ended.has(session));
      return DONE;
    }
    case "end-sessions":
      server.hasClients = false;
      pod.formerPrimarySince = undefined;
      pod.resourceVersion = fresh(world);
      return DONE;
    case "forget-expelled":
      if (server.group === undefined || !hasMajority(world, server.group, pod))
        return refused("the group has no majority");
      server.group.dialled.clear();
      pod.forgottenIn = step.viewId;
      pod.resourceVersion = fresh(world);
      return DONE;
    case "reload-tls":
      return DONE;
  }
}
