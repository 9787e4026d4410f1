import { REVISION_ANNOTATION, ROLE_LABEL } from "@grampus/api";
import {
  ACCEPTED_VARIABLES_ANNOTATION,
  FORGOTTEN_ANNOTATION,
  FORMER_PRIMARY_ANNOTATION,
  type ObservedClaim,
  type ObservedNode,
  type ObservedObject,
  type ObservedPod,
  type ObservedStatefulSet,
  type PodTrouble,
  readTimeSpan,
} from "@grampus/planner";
import {
  APPLIED_GENERATION_ANNOTATION,
  CLAIMS_REVISION_ANNOTATION,
  selectorLabels,
  TEMPLATE_DRIFT_ANNOTATION,
  TEMPLATE_PARTS_ANNOTATION,
} from "@grampus/resources";
import { foreignFields } from "../kube/foreign-fields.ts";
import type { Claim, ContainerStatus, Node, Pod, StoredStatefulSet } from "../kube/kinds.ts";
import { controllerUid, type KubeObject } from "../kube/objects.ts";

function identityOf({ metadata }: KubeObject) {
  return { name: metadata.name, uid: metadata.uid ?? "", resourceVersion: metadata.resourceVersion ?? "" };
}

function when<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  const field: { [K in Key]?: Value } = {};
  if (value !== undefined) field[key] = value;
  return field;
}

/** A Service, ConfigMap or disruption budget as the planner compares it. */
export function observedObject(kind: ObservedObject["kind"], object: KubeObject): ObservedObject {
  return {
    kind,
    ...identityOf(object),
    ...when("ownerUid", controllerUid(object)),
    content: object,
    foreign: foreignFields(object),
  };
}

export function observedStatefulSet(set: StoredStatefulSet): ObservedStatefulSet {
  const { annotations = {}, labels = {}, generation = 0 } = set.metadata;
  const { uid, resourceVersion } = identityOf(set);
  const { observedGeneration, updateRevision } = set.status ?? {};
  const applied = annotations[APPLIED_GENERATION_ANNOTATION];
  return {
    uid,
    resourceVersion,
    deleting: set.metadata.deletionTimestamp !== undefined,
    replicas: set.spec?.replicas ?? 1,
    labels,
    generation,
    foreign: foreignFields(set),
    ...when("appliedGeneration", applied === undefined ? undefined : Number(applied)),
    ...when("templateDrift", readTimeSpan(annotations[TEMPLATE_DRIFT_ANNOTATION])),
    ...when("controllerRevision", observedGeneration === generation ? updateRevision : undefined),
    ...when("ownerUid", controllerUid(set)),
    ...when("revision", annotations[REVISION_ANNOTATION]),
    ...when("claimsRevision", annotations[CLAIMS_REVISION_ANNOTATION]),
  };
}

function endOf(lastState: ContainerStatus["lastState"]): Pick<PodTrouble, "ended"> {
  const { terminated } = lastState ?? {};
  if (terminated === undefined) return {};
  const { exitCode = 0, reason, message } = terminated;
  return { ended: { exitCode, ...when("reason", reason), ...when("message", message) } };
}

function troubleOf({ status }: Pod): ObservedPod["trouble"] {
  const containers: readonly ContainerStatus[] = [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ];
  for (const { state, lastState } of containers) {
    const { reason, message = "" } = state?.waiting ?? {};
    if (reason !== undefined && reason !== "PodInitializing" && reason !== "ContainerCreating") {
      return { reason, message, ...endOf(lastState) };
    }
  }
  const scheduled = status?.conditions?.find(({ type }) => type === "PodScheduled");
  return scheduled?.status === "False"
    ? { reason: scheduled.reason ?? "Unschedulable", message: scheduled.message ?? "" }
    : undefined;
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text);
}

/** Whether a pod has the labels by which members of the cluster are known. */
function isSelected({ metadata: { labels = {} } }: Pod, cluster: string): boolean {
  return Object.entries(selectorLabels(cluster)).every(([key, value]) => labels[key] === value);
}

/** A pod of a member of the cluster. */
export function observedPod(pod: Pod, cluster: string): ObservedPod {
  const { labels = {}, annotations = {}, creationTimestamp = "" } = pod.metadata;
  return {
    ...identityOf(pod),
    deleting: pod.metadata.deletionTimestamp !== undefined,
    phase: pod.status?.phase ?? "Pending",
    ready: pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false,
    createdAt: Date.parse(creationTimestamp),
    selected: isSelected(pod, cluster),
    ...when("endsBy", timeOf(pod.metadata.deletionTimestamp)),
    ...when("node", pod.spec?.nodeName),
    ...when("revision", annotations[REVISION_ANNOTATION]),
    ...when("templateParts", annotations[TEMPLATE_PARTS_ANNOTATION]),
    ...when("controllerRevision", labels["controller-revision-hash"]),
    ...when("role", labels[ROLE_LABEL]),
    ...when("formerPrimarySince", timeOf(annotations[FORMER_PRIMARY_ANNOTATION])),
    ...when("forgottenIn", annotations[FORGOTTEN_ANNOTATION]),
    ...when("acceptedVariables", annotations[ACCEPTED_VARIABLES_ANNOTATION]),
    ...when("trouble", troubleOf(pod)),
  };
}

/** A claim of a member; `member` is the pod it was made for. */
export function observedClaim(claim: Claim, member: string): ObservedClaim {
  return {
    ...identityOf(claim),
    member,
    deleting: claim.metadata.deletionTimestamp !== undefined,
    storage: claim.spec?.resources?.requests?.storage ?? "",
    ...when("attributesClass", claim.spec?.volumeAttributesClassName),
    phase: claim.status?.phase ?? "Pending",
  };
}

/** The nodes of these names; one without an object is missing. */
export function observedNodes(names: readonly string[], nodes: readonly Node[]): readonly ObservedNode[] {
  return names.map((name) => {
    const node = nodes.find(({ metadata }) => metadata.name === name);
    const ready = node?.status?.conditions?.find(({ type }) => type === "Ready")?.status ?? "Unknown";
    return { name, ready: node === undefined ? "missing" : ready };
  });
}
