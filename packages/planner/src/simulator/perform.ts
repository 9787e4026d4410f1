import type { KubernetesObject } from "@grampus/resources";
import type { Precondition, ServerTarget, Step } from "../steps/step.ts";
import { bootstrapGroup, startJoin } from "./group-entry.ts";
import { connected, hasMajority, promote } from "./group-membership.ts";
import { checkBootstrap, checkClaimDeletion } from "./invariants.ts";
import { deletePod } from "./kubernetes.ts";
import { count, fresh, freshUuid, isReachable, type Server, type SimulatedPod, type World } from "./world.ts";

/** What became of a step: `refused` by a precondition or by the server. */
export type Performance = "done" | "refused";

function matches(
  found: { readonly uid: string; readonly resourceVersion: number } | undefined,
  target: Precondition,
): boolean {
  return found?.uid === target.uid && String(found.resourceVersion) === target.resourceVersion;
}

function serverFor(
  world: World,
  target: ServerTarget,
): { readonly pod: SimulatedPod; readonly server: Server } | undefined {
  const pod = world.pods.get(target.member);
  const server = pod?.server;
  if (pod === undefined || server === undefined || server.upAt > world.now || !isReachable(world, pod.node))
    return undefined;
  return pod.uid === target.podUid && server.volume.serverUuid === target.serverUuid
    ? { pod, server }
    : undefined;
}

function keyOf(object: KubernetesObject): string {
  return `${object.kind}/${object.metadata.name}`;
}

function applyObject(
  world: World,
  object: KubernetesObject,
  existing: Precondition | undefined,
): Performance {
  if (object.kind === "StatefulSet") {
    const { set } = world.api;
    if (existing === undefined ? set !== undefined : !matches(set, existing)) return "refused";
    world.api.set = {
      uid: set?.uid ?? freshUuid(world),
      resourceVersion: fresh(world),
      content: object,
      deleting: set?.deleting ?? false,
    };
    return "done";
  }
  const stored = world.api.objects.get(keyOf(object));
  if (existing === undefined ? stored !== undefined : !matches(stored, existing)) return "refused";
  world.api.objects.set(keyOf(object), {
    uid: stored?.uid ?? freshUuid(world),
    resourceVersion: fresh(world),
    content: object,
  });
  return "done";
}

function changeCluster(
  world: World,
  target: Precondition,
  finalizers: (now: readonly string[]) => readonly string[],
): Performance {
  const { cluster } = world.api;
  if (
    cluster === undefined ||
    cluster.metadata.uid !== target.uid ||
    cluster.metadata.resourceVersion !== target.resourceVersion
  ) {
    return "refused";
  }
  const left = finalizers(cluster.metadata.finalizers ?? []);
  const gone = cluster.metadata.deletionTimestamp !== undefined && left.length === 0;
  world.api.cluster = gone
    ? undefined
    : {
        ...cluster,
        metadata: { ...cluster.metadata, finalizers: left, resourceVersion: String(fresh(world)) },
      };
  return "done";
}

function onPod(world: World, target: Precondition, change: (pod: SimulatedPod) => void): Performance {
  const pod = world.pods.get(target.name);
  if (pod === undefined || !matches(pod, target)) return "refused";
  change(pod);
  return "done";
}

function relabel(world: World, step: Extract<Step, { readonly kind: "label-pod" }>): Performance {
  const pod = world.pods.get(step.target.name);
  if (pod?.uid !== step.target.uid || pod.role !== step.from) return "refused";
  pod.role = step.role;
  pod.resourceVersion = fresh(world);
  return "done";
}

function deleteObject(world: World, kind: string, target: Precondition): Performance {
  if (kind === "ConfigMap" && matches(world.api.identity, target)) {
    world.api.identity = undefined;
    return "done";
  }
  if (kind === "Secret") {
    for (const [purpose, stored] of world.api.secrets) {
      if (stored.content === target.name && matches(stored, target)) world.api.secrets.delete(purpose);
    }
    return "done";
  }
  const key = `${kind}/${target.name}`;
  if (!matches(world.api.objects.get(key), target)) return "refused";
  world.api.objects.delete(key);
  return "done";
}

function onServer(
  world: World,
  target: ServerTarget,
  change: (server: Server, pod: SimulatedPod) => Performance,
): Performance {
  const found = serverFor(world, target);
  return found === undefined ? "refused" : change(found.server, found.pod);
}

function bootstrap(world: World, step: Extract<Step, { readonly kind: "bootstrap" }>): Performance {
  const { identity } = world.api;
  if (!matches(identity, step.identity) || identity?.content.bootstrap?.member !== step.target.member)
    return "refused";
  return onServer(world, step.target, (server) => {
    if (server.state !== "OFFLINE" || server.busy !== undefined || server.volume.applierConfigured)
      return "refused";
    server.bootstrapArmed = true;
    if (isCutShort(world)) return "refused";
    checkBootstrap(world, server);
    bootstrapGroup(world, server);
    if (isCutShort(world)) return "refused";
    server.bootstrapArmed = false;
    return "done";
  });
}

/** Whether the operator dies between two statements of one step; what it set stays set. */
function isCutShort(world: World): boolean {
  const dies = world.random.chance(0.25);
  if (dies) count(world, "operator died within a bootstrap");
  return dies;
}

function performOnServer(
  world: World,
  step: Exclude<Step, { readonly kind: "bootstrap" }> & { readonly target: ServerTarget },
): Performance {
  return onServer(world, step.target, (server, pod): Performance => {
    switch (step.kind) {
      case "configure-recovery":
        server.volume.recoveryConfigured = true;
        return "done";
      case "disarm-bootstrap":
        if (server.busy !== undefined) return "refused";
        server.bootstrapArmed = false;
        return "done";
      case "join":
        if (server.state !== "OFFLINE" || server.busy !== undefined) return "refused";
        startJoin(world, server, step.cloneThreshold);
        return "done";
      case "leave":
        if (server.busy !== undefined) return "refused";
        server.superReadOnly = true;
        server.busy = { kind: "stopping", until: world.now + world.random.between(500, 4_000) };
        return "done";
      case "start-applier":
      case "stop-applier":
        if (!server.volume.applierConfigured || server.group !== undefined) return "refused";
        server.applierRunning = step.kind === "start-applier";
        return "done";
      case "reset-applier":
        if (
          server.group !== undefined ||
          server.applierRunning ||
          server.volume.executed < server.volume.length
        )
          return "refused";
        server.volume.applierConfigured = false;
        return "done";
      case "switch-primary": {
        const { group } = server;
        const heir = [...world.pods.values()].find(
          (one) => one.server?.volume.serverUuid === step.toServerUuid,
        );
        if (
          group === undefined ||
          heir?.server?.group !== group ||
          heir.server.state !== "ONLINE" ||
          server.stuckSince !== undefined
        )
          return "refused";
        if (!hasMajority(world, group, pod) || !connected(world, group, pod).includes(heir)) return "refused";
        promote(world, group, step.toServerUuid);
        return "done";
      }
      case "set-read-only":
        server.superReadOnly = true;
        return "done";
      case "set-variables":
        for (const { name, value } of step.assignments) {
          if (value === null) delete server.variables[name];
          else server.variables[name] = value;
        }
        return "done";
      case "reload-tls":
        return "done";
      default:
        return "refused";
    }
  });
}

function subjectOf(step: Step): string {
  if (step.kind === "switch-primary") return `${step.target.member} to ${step.to}`;
  if (step.kind === "label-pod") return `${step.target.name} ${step.role ?? "none"}`;
  if (step.kind === "apply") return keyOf(step.object);
  if (step.kind === "replace-identity")
    return JSON.stringify(step.record.bootstrap?.member ?? step.record.members);
  if (!("target" in step)) return "";
  return "member" in step.target ? step.target.member : step.target.name;
}

/** Performs a step against the model, with the preconditions the runner checks. */
export function performStep(world: World, step: Step): Performance {
  count(world, step.kind, subjectOf(step));
  switch (step.kind) {
    case "add-finalizer":
      return changeCluster(world, step.cluster, (now) => [...now, step.finalizer]);
    case "remove-finalizer":
      return changeCluster(world, step.cluster, (now) => now.filter((one) => one !== step.finalizer));
    case "create-identity":
      if (world.api.identity !== undefined) return "refused";
      world.api.identity = { uid: freshUuid(world), resourceVersion: fresh(world), content: step.record };
      return "done";
    case "replace-identity": {
      const { identity } = world.api;
      if (identity === undefined || !matches(identity, step.target)) return "refused";
      world.api.identity = { uid: identity.uid, resourceVersion: fresh(world), content: step.record };
      return "done";
    }
    case "create-secret":
      if (world.api.secrets.has(step.purpose)) return "refused";
      world.api.secrets.set(step.purpose, {
        uid: freshUuid(world),
        resourceVersion: fresh(world),
        content: step.name,
      });
      return "done";
    case "apply":
      return applyObject(world, step.object, step.existing);
    case "delete-stateful-set": {
      const { set } = world.api;
      if (set === undefined || !matches(set, step.target)) return "refused";
      world.api.set =
        step.propagation === "orphan" ? undefined : { ...set, deleting: true, resourceVersion: fresh(world) };
      return "done";
    }
    case "delete-pod":
      return onPod(world, step.target, (pod) => deletePod(world, pod, step.graceSeconds));
    case "label-pod":
      return relabel(world, step);
    case "delete-claim": {
      const claim = world.claims.get(step.target.name);
      if (claim === undefined || !matches(claim, step.target)) return "refused";
      checkClaimDeletion(world, step.target);
      claim.deleting = true;
      claim.resourceVersion = fresh(world);
      return "done";
    }
    case "change-claim":
      return "done";
    case "delete-object":
      return deleteObject(world, step.objectKind, step.target);
    case "bootstrap":
      return bootstrap(world, step);
    default:
      return performOnServer(world, step);
  }
}
