import { REVISION_ANNOTATION } from "@grampus/api";
import {
  CLAIMS_REVISION_ANNOTATION,
  type ClusterObjects,
  type KubernetesObject,
  lastingObjects,
  type StatefulSet,
  serverConfigPrefix,
} from "@grampus/resources";
import type { Step } from "../../steps/step.ts";
import { whyNotAsApplied, whySetNotAsApplied } from "../desired/as-applied.ts";
import type { Context } from "../desired/context.ts";
import { overOrphans, withTemplateDrift } from "../desired/template-drift.ts";
import type { ObservedObject, ObservedStatefulSet } from "../observation/objects.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { preconditionOf } from "./targets.ts";
import {
  type Desired,
  pending,
  perform,
  performEach,
  performLive,
  type Task,
  type Work,
  waitFor,
} from "./task.ts";

function observedAs(view: ClusterView, object: KubernetesObject): ObservedObject | undefined {
  return view.observation.objects.find(
    ({ kind, name }) => kind === object.kind && name === object.metadata.name,
  );
}

function apply(object: KubernetesObject, existing: ObservedObject | undefined): readonly Step[] {
  const because =
    existing === undefined
      ? `${object.kind} ${object.metadata.name} is missing`
      : whyNotAsApplied(existing, object);
  if (because === undefined) return [];
  return [
    {
      kind: "apply",
      object,
      because,
      ...(existing === undefined ? {} : { existing: preconditionOf(existing) }),
    },
  ];
}

/** Objects of a Cluster that had the same name are on their way out: they must be gone before ours come. */
function isForeign(ownerUid: string | undefined, view: ClusterView): boolean {
  return ownerUid !== undefined && ownerUid !== view.cluster.metadata.uid;
}

/** Objects with our names that a Cluster of before still owns. */
function foreignWork(view: ClusterView, objects: readonly KubernetesObject[]): Work | undefined {
  const { observation } = view;
  const foreign = objects
    .map((object) => observedAs(view, object))
    .find((found) => isForeign(found?.ownerUid, view));
  if (foreign !== undefined)
    return pending(`${foreign.kind} ${foreign.name} of a deleted Cluster is still there`);
  return isForeign(observation.statefulSet?.ownerUid, view)
    ? pending("the StatefulSet of a deleted Cluster is still there")
    : undefined;
}

function configurationsOf({ serverConfig, variablesConfig }: ClusterObjects): readonly KubernetesObject[] {
  return [serverConfig, variablesConfig];
}

function lastingOf({
  services,
  disruptionBudget,
}: ReturnType<typeof lastingObjects>): readonly KubernetesObject[] {
  return [...services, disruptionBudget];
}

/** The variables' ConfigMap only when it is missing: changes go to the servers first. */
function applyConfigurations(view: ClusterView, { serverConfig, variablesConfig }: ClusterObjects) {
  return [
    ...apply(serverConfig, observedAs(view, serverConfig)),
    ...(observedAs(view, variablesConfig) === undefined ? apply(variablesConfig, undefined) : []),
  ];
}

/** Services, configuration and disruption budget; without the configuration while the spec cannot be made true. */
export const applyObjects: Task = ({ view, objects }) => {
  const lasting = lastingOf(objects ?? lastingObjects(view.cluster));
  const configurations = objects === undefined ? [] : configurationsOf(objects);
  const foreign = foreignWork(view, [...configurations, ...lasting]);
  if (foreign !== undefined) return foreign;
  const steps = [
    ...(objects === undefined ? [] : applyConfigurations(view, objects)),
    ...lasting.flatMap((object) => apply(object, observedAs(view, object))),
  ];
  return steps.length === 0 ? undefined : performEach(...steps);
};

function annotation(object: StatefulSet, key: string): string | undefined {
  return object.metadata.annotations?.[key];
}

function changed(found: ObservedStatefulSet, object: StatefulSet, view: ClusterView): Work | undefined {
  const target = preconditionOf({ ...found, name: object.metadata.name });
  if (found.claimsRevision !== annotation(object, CLAIMS_REVISION_ANNOTATION)) {
    return performLive({
      kind: "delete-stateful-set",
      target,
      propagation: "orphan",
      because: "its claim template cannot be changed in place; the members stay",
    });
  }
  const { pods, now } = view.observation;
  const because = whySetNotAsApplied(found, object, annotation(object, REVISION_ANNOTATION));
  if (because === undefined) return undefined;
  const written = withTemplateDrift(object, found, pods, now);
  return perform({ kind: "apply", object: written, existing: target, because });
}

/** The members' StatefulSet. Applying it restarts nothing; only its number of replicas acts at once. */
export const applyStatefulSet: Task<Context & Desired> = ({ view, objects }) => {
  if (foreignWork(view, [...configurationsOf(objects), ...lastingOf(objects)]) !== undefined)
    return undefined;
  const found = view.observation.statefulSet;
  if (found === undefined) {
    const { pods, now } = view.observation;
    const object = overOrphans(objects.statefulSet, pods, now);
    return perform({ kind: "apply", object, because: "StatefulSet is missing" });
  }
  return found.deleting
    ? waitFor("the StatefulSet is being deleted")
    : changed(found, objects.statefulSet, view);
};

/** Configurations that no pod can mount any more. */
export const deleteUnusedConfigMaps: Task<Context & Desired> = ({ view, objects }) => {
  const { observation, name } = view;
  const revision = objects.statefulSet.spec.template.metadata.annotations?.[REVISION_ANNOTATION];
  const current = objects.serverConfig.metadata.name;
  if (observation.pods.some((pod) => pod.revision !== revision)) return undefined;
  if (observation.statefulSet?.revision !== annotation(objects.statefulSet, REVISION_ANNOTATION))
    return undefined;
  const steps = observation.objects.flatMap((object): readonly Step[] =>
    object.kind === "ConfigMap" && object.name.startsWith(serverConfigPrefix(name)) && object.name !== current
      ? [
          {
            kind: "delete-object",
            objectKind: "ConfigMap",
            target: preconditionOf(object),
            because: "no pod uses it",
          },
        ]
      : [],
  );
  return steps.length === 0 ? undefined : perform(...steps);
};
