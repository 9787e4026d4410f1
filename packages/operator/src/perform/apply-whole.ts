import { CLUSTER_LABEL, GROUP, isPlainObject } from "@grampus/api";
import { GIVEN_BY_API_SERVER, type Precondition } from "@grampus/planner";
import { APPLIED_GENERATION_ANNOTATION } from "@grampus/resources";
import { OperatorFault } from "../fault.ts";
import { withoutForeignFields } from "../kube/foreign-fields.ts";
import { CONFIG_MAPS, DISRUPTION_BUDGETS, SERVICES, STATEFUL_SETS } from "../kube/kinds.ts";
import { controllerUid, type KubeObject, type ResourceKind } from "../kube/objects.ts";
import { expectChange, type KubernetesStepContext, type StepOf } from "./step-context.ts";

type Applied = StepOf<"apply">["object"];

const APPLIED: Readonly<Record<string, ResourceKind<KubeObject>>> = {
  StatefulSet: STATEFUL_SETS,
  Service: SERVICES,
  ConfigMap: CONFIG_MAPS,
  PodDisruptionBudget: DISRUPTION_BUDGETS,
};

type Texts = Readonly<Record<string, string>>;

/** What others say in labels or annotations stays; what is named after our API is ours. */
function withOthers(found: Texts = {}, asked: Texts = {}): Texts {
  const others = Object.entries(found).filter(([key]) => !key.startsWith(`${GROUP}/`));
  return { ...Object.fromEntries(others), ...asked };
}

function ownersBeside(
  { metadata }: KubeObject,
  asked: readonly { readonly uid: string }[],
): readonly unknown[] {
  return (metadata.ownerReferences ?? []).filter(
    (owner) =>
      isPlainObject(owner) && owner.controller !== true && asked.every(({ uid }) => uid !== owner.uid),
  );
}

/** The spec as it is to be, with what the API server gave out. */
function specOver(live: KubeObject, asked: Applied): Readonly<Record<string, unknown>> {
  if (!("spec" in asked)) return {};
  const spec = "spec" in live ? live.spec : undefined;
  if (asked.kind !== "Service" || !isPlainObject(spec) || spec.type === "ExternalName")
    return { spec: asked.spec };
  const given = GIVEN_BY_API_SERVER.flatMap((field) =>
    spec[field] === undefined ? [] : [[field, spec[field]]],
  );
  return { spec: { ...Object.fromEntries(given), ...asked.spec } };
}

/** What is written over an object that is there: its spec or data whole, its metadata beside what others say in it. */
function replacement(live: KubeObject, asked: Applied) {
  const { labels, annotations, ownerReferences = [] } = asked.metadata;
  return {
    ...asked,
    metadata: {
      ...live.metadata,
      labels: withOthers(live.metadata.labels, labels),
      annotations: withOthers(live.metadata.annotations, annotations),
      ownerReferences: [...ownersBeside(live, ownerReferences), ...ownerReferences],
      managedFields: withoutForeignFields(live),
    },
    ...specOver(live, asked),
  };
}

/** The object that is there. One of ours that lost its label is not seen by who looks for that. */
async function findExisting(
  kind: ResourceKind<KubeObject>,
  name: string,
  existing: Precondition | undefined,
  { client, cluster }: KubernetesStepContext,
): Promise<KubeObject | undefined> {
  const found = await client.find(kind, { namespace: cluster.metadata.namespace, name });
  const { uid, resourceVersion, labels } = found?.metadata ?? {};
  if (existing !== undefined) {
    if (uid === existing.uid && resourceVersion === existing.resourceVersion) return found;
    throw new OperatorFault("kube-conflict", `${kind.kind} ${name} is not the object that was observed`);
  }
  if (found === undefined) return undefined;
  if (labels?.[CLUSTER_LABEL] === cluster.metadata.name)
    throw new OperatorFault("kube-conflict", `${kind.kind} ${name} came since it was looked for`);
  if (cluster.metadata.uid !== undefined && controllerUid(found) === cluster.metadata.uid) return found;
  throw new OperatorFault(
    "kube-exists",
    `${kind.kind} ${name} is there already, without the label ${CLUSTER_LABEL}=${cluster.metadata.name}: it is left alone`,
  );
}

function withGeneration<T extends { readonly metadata: Pick<KubeObject["metadata"], "annotations"> }>(
  object: T,
  generation: number,
) {
  const annotations = { ...object.metadata.annotations, [APPLIED_GENERATION_ANNOTATION]: String(generation) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/**
 * Writes the object as it is to be, with nothing left in it that others set: an apply would leave what it does not name.
 * A StatefulSet says which of its generations that is, so that any later change of its spec shows.
 */
export async function applyWhole(step: StepOf<"apply">, context: KubernetesStepContext): Promise<void> {
  const { client, cluster } = context;
  const { object, existing } = step;
  const kind = APPLIED[object.kind];
  if (kind === undefined) throw new OperatorFault("configuration", `the operator applies no ${object.kind}`);
  const { namespace = "", name: clusterName } = cluster.metadata;
  const { name } = object.metadata;
  const where = { namespace, name };
  const isSet = object.kind === "StatefulSet";
  const live = await findExisting(kind, name, existing, context);
  if (live === undefined) {
    const created = { ...object, metadata: { namespace, ...object.metadata } };
    await client.create(kind, namespace, isSet ? withGeneration(created, 1) : created);
    return;
  }
  const { generation = 0, resourceVersion = "" } = live.metadata;
  const asked = replacement(live, object);
  const written = await client.replace(kind, where, isSet ? withGeneration(asked, generation + 1) : asked);
  expectChange(written, { resourceVersion }, `writing ${object.kind} ${name} of ${clusterName}`);
  const { generation: reached = 0 } = written.metadata;
  if (isSet && reached !== generation + 1)
    await client.replace(kind, where, withGeneration(written, reached));
}
