import { contentDigest, type KubernetesObject } from "@grampus/resources";
import type { EffectOutcome } from "../cluster/round/index.ts";
import type { KubernetesStep, Precondition, Step } from "../steps/step.ts";
import { deletePod } from "./kubernetes.ts";
import { type CutShort, isServerStep, performOnServer } from "./perform-server.ts";
import { count, fresh, freshUuid, isApiThere, isReachable, type World } from "./world.ts";

const DONE = { kind: "done" } as const;
const CONFLICT = { kind: "conflict" } as const;

function isTaken(name: string): EffectOutcome {
  return { kind: "failed", message: `${name} already exists`, refused: true };
}

function matches(
  found: { readonly uid: string; readonly resourceVersion: number } | undefined,
  target: Precondition,
): boolean {
  return found?.uid === target.uid && String(found.resourceVersion) === target.resourceVersion;
}

function keyOf(object: KubernetesObject): string {
  return `${object.kind}/${object.metadata.name}`;
}

function applyObject(
  world: World,
  object: KubernetesObject,
  existing: Precondition | undefined,
): EffectOutcome {
  if (object.kind === "StatefulSet") {
    const { set } = world.api;
    if (existing === undefined ? set !== undefined : !matches(set, existing)) return CONFLICT;
    const isSame = set !== undefined && contentDigest(set.content.spec) === contentDigest(object.spec);
    const generation = (set?.generation ?? 0) + (isSame ? 0 : 1);
    world.api.set = {
      uid: set?.uid ?? freshUuid(world),
      resourceVersion: fresh(world),
      content: object,
      deleting: set?.deleting ?? false,
      generation,
      appliedGeneration: generation,
      driftedAt: undefined,
    };
    return DONE;
  }
  const stored = world.api.objects.get(keyOf(object));
  if (existing === undefined ? stored !== undefined : !matches(stored, existing)) return CONFLICT;
  world.api.objects.set(keyOf(object), {
    uid: stored?.uid ?? freshUuid(world),
    resourceVersion: fresh(world),
    content: object,
  });
  return DONE;
}

function changeFinalizers(
  world: World,
  target: Precondition,
  finalizers: (now: readonly string[]) => readonly string[],
): EffectOutcome {
  const { cluster } = world.api;
  const { uid, resourceVersion, deletionTimestamp, finalizers: now = [] } = cluster?.metadata ?? {};
  if (cluster === undefined || uid !== target.uid || resourceVersion !== target.resourceVersion)
    return CONFLICT;
  const left = finalizers(now);
  const metadata = { ...cluster.metadata, finalizers: left, resourceVersion: String(fresh(world)) };
  world.api.cluster =
    deletionTimestamp !== undefined && left.length === 0 ? undefined : { ...cluster, metadata };
  return DONE;
}

function relabel(world: World, step: Extract<Step, { readonly kind: "label-pod" }>): EffectOutcome {
  const pod = world.pods.get(step.target.name);
  if (pod?.uid !== step.target.uid || pod.role !== step.from) return CONFLICT;
  const isReached = pod.server !== undefined && pod.server.upAt <= world.now && isReachable(world, pod.node);
  if (step.cutConnections && isReached && pod.server !== undefined) pod.server.hasClients = false;
  if (step.from === "primary") pod.formerPrimarySince = world.now;
  if (step.role === "primary") pod.formerPrimarySince = undefined;
  pod.role = step.role;
  pod.resourceVersion = fresh(world);
  return DONE;
}

function deleteObject(world: World, kind: "ConfigMap" | "Secret", target: Precondition): EffectOutcome {
  if (kind === "ConfigMap" && matches(world.api.identity, target)) {
    world.api.identity = undefined;
    return DONE;
  }
  if (kind === "Secret") {
    if (!matches(world.api.secrets.get(target.name), target)) return CONFLICT;
    world.api.secrets.delete(target.name);
    return DONE;
  }
  const key = `${kind}/${target.name}`;
  if (!matches(world.api.objects.get(key), target)) return CONFLICT;
  world.api.objects.delete(key);
  return DONE;
}

function createSecret(
  world: World,
  { name, replaces }: Extract<Step, { readonly kind: "create-secret" }>,
): EffectOutcome {
  const { secrets } = world.api;
  const before = secrets.get(name);
  if (replaces === undefined && before !== undefined) return isTaken(name);
  if (replaces !== undefined && !matches(before, replaces)) return CONFLICT;
  secrets.set(name, {
    uid: before?.uid ?? freshUuid(world),
    resourceVersion: fresh(world),
    content: { usable: true, owned: true, content: fresh(world) },
  });
  return DONE;
}

function performOnKubernetes(world: World, step: KubernetesStep): EffectOutcome {
  const { api } = world;
  switch (step.kind) {
    case "add-finalizer":
      return changeFinalizers(world, step.cluster, (now) => [...now, step.finalizer]);
    case "remove-finalizer":
      return changeFinalizers(world, step.cluster, (now) => now.filter((one) => one !== step.finalizer));
    case "create-identity":
      if (api.identity !== undefined) return isTaken(step.name);
      api.identity = { uid: freshUuid(world), resourceVersion: fresh(world), content: step.record };
      return DONE;
    case "replace-identity":
      if (api.identity === undefined || !matches(api.identity, step.target)) return CONFLICT;
      api.identity = { uid: api.identity.uid, resourceVersion: fresh(world), content: step.record };
      return DONE;
    case "create-secret":
      return createSecret(world, step);
    case "apply":
      return applyObject(world, step.object, step.existing);
    case "delete-stateful-set":
      if (api.set === undefined || !matches(api.set, step.target)) return CONFLICT;
      api.set =
        step.propagation === "orphan"
          ? undefined
          : { ...api.set, deleting: true, resourceVersion: fresh(world) };
      return DONE;
    case "delete-pod": {
      const pod = world.pods.get(step.target.name);
      if (pod === undefined || !matches(pod, step.target)) return CONFLICT;
      deletePod(world, pod, step.graceSeconds);
      return DONE;
    }
    case "label-pod":
      return relabel(world, step);
    case "relabel-pod": {
      const pod = world.pods.get(step.target.name);
      if (pod?.uid !== step.target.uid) return CONFLICT;
      pod.selected = true;
      pod.resourceVersion = fresh(world);
      return DONE;
    }
    case "annotate-pod": {
      const pod = world.pods.get(step.target.name);
      if (pod?.uid !== step.target.uid) return CONFLICT;
      pod.templateParts = step.templateParts;
      pod.resourceVersion = fresh(world);
      return DONE;
    }
    case "delete-claim": {
      const claim = world.claims.get(step.target.name);
      if (claim === undefined || !matches(claim, step.target)) return CONFLICT;
      claim.deleting = true;
      claim.resourceVersion = fresh(world);
      return DONE;
    }
    case "change-claim": {
      const claim = world.claims.get(step.target.name);
      if (claim === undefined || !matches(claim, step.target)) return CONFLICT;
      if (step.storage !== undefined && world.fixedVolumes)
        return { kind: "failed", message: "the storage class does not allow it", refused: true };
      claim.storage = step.storage ?? claim.storage;
      claim.attributesClass = step.attributesClass ?? claim.attributesClass;
      claim.resourceVersion = fresh(world);
      return DONE;
    }
    case "delete-object":
      return deleteObject(world, step.objectKind, step.target);
  }
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

/**
 * Performs a step against the model, with the preconditions the operator checks. `cutShort`: whoever performs it dies
 * within it.
 */
export function performStep(world: World, step: Step, cutShort?: CutShort): EffectOutcome {
  count(world, step.kind, subjectOf(step));
  if (isServerStep(step)) return performOnServer(world, step, cutShort);
  if (!isApiThere(world))
    return { kind: "failed", message: "the API server does not answer", refused: false };
  return performOnKubernetes(world, step);
}
