import { ROLE_LABEL } from "@grampus/api";
import { FORMER_PRIMARY_ANNOTATION, type KubernetesStep, type Precondition } from "@grampus/planner";
import { objectLabels, secretNames, TEMPLATE_PARTS_ANNOTATION } from "@grampus/resources";
import { isFault, OperatorFault } from "../fault.ts";
import { CLAIMS, CLUSTERS, CONFIG_MAPS, PODS, SECRETS, STATEFUL_SETS } from "../kube/kinds.ts";
import { identityObject } from "../observe/identity-record.ts";
import { newSecretValues } from "../secrets/new-secret.ts";
import { applyWhole } from "./apply-whole.ts";
import { expectChange, type KubernetesStepContext, preconditions, type StepOf } from "./step-context.ts";

const DELETED = { ConfigMap: CONFIG_MAPS, Secret: SECRETS } as const;

async function createSecret(step: StepOf<"create-secret">, context: KubernetesStepContext): Promise<void> {
  const { client, cluster, now } = context;
  const { name, namespace = "" } = cluster.metadata;
  const authority =
    step.purpose === "certificate"
      ? await client.find(SECRETS, { namespace, name: secretNames(cluster).authority })
      : undefined;
  const values = await newSecretValues({
    purpose: step.purpose,
    subject: `${name}.${namespace}`,
    dnsNames: step.dnsNames,
    authority,
    now: new Date(now()),
  });
  const secret = { namespace, name: step.name };
  if (step.replaces !== undefined) {
    await client.patch(SECRETS, secret, { stringData: values }, preconditions(step.replaces));
    return;
  }
  const { apiVersion, kind } = SECRETS;
  const metadata = { ...secret, labels: objectLabels(name) };
  await client.create(SECRETS, namespace, { apiVersion, kind, metadata, type: "Opaque", stringData: values });
}

async function setFinalizer(
  { client, cluster }: KubernetesStepContext,
  target: Precondition,
  finalizers: readonly string[],
): Promise<void> {
  const name = { namespace: cluster.metadata.namespace, name: target.name };
  await client.patch(CLUSTERS, name, { metadata: { finalizers } }, preconditions(target));
}

/** How often a label is tried on a pod that is the same but for its resourceVersion. */
const LABEL_TRIES = 4;

/** What the label of the primary leaves on a pod: since when it is without, or nothing when it has it again. */
function formerPrimary({ from, role }: StepOf<"label-pod">, now: number) {
  if (role !== "primary" && from !== "primary") return {};
  const since = role === "primary" ? null : new Date(now).toISOString();
  return { annotations: { [FORMER_PRIMARY_ANNOTATION]: since } };
}

async function labelPod(step: StepOf<"label-pod">, { client, cluster, now }: KubernetesStepContext) {
  const pod = { namespace: cluster.metadata.namespace, name: step.target.name };
  const metadata = { labels: { [ROLE_LABEL]: step.role ?? null }, ...formerPrimary(step, now()) };
  let guard = preconditions(step.target);
  for (let left = LABEL_TRIES; ; left -= 1) {
    try {
      await client.patch(PODS, pod, { metadata }, guard);
      return;
    } catch (fault) {
      if (!isFault(fault, "kube-conflict") || left <= 1) throw fault;
      const found = await client.find(PODS, pod);
      const { uid, resourceVersion = "", labels: now } = found?.metadata ?? {};
      if (uid !== step.target.uid || now?.[ROLE_LABEL] !== step.from) throw fault;
      guard = { uid, resourceVersion };
    }
  }
}

/** Performs a step on Kubernetes. Throws `kube-conflict` when what it touches is not what was observed any more. */
export async function performKubernetesStep(
  step: KubernetesStep,
  context: KubernetesStepContext,
): Promise<void> {
  const { client, cluster } = context;
  const { namespace } = cluster.metadata;
  const { finalizers = [] } = cluster.metadata;
  switch (step.kind) {
    case "add-finalizer":
      return setFinalizer(context, step.cluster, [...finalizers, step.finalizer]);
    case "remove-finalizer":
      return setFinalizer(
        context,
        step.cluster,
        finalizers.filter((finalizer) => finalizer !== step.finalizer),
      );
    case "create-identity": {
      await client.create(CONFIG_MAPS, namespace ?? "", identityObject(cluster, step.record));
      return;
    }
    case "replace-identity": {
      const { data } = identityObject(cluster, step.record);
      await client.patch(
        CONFIG_MAPS,
        { namespace, name: step.target.name },
        { data },
        preconditions(step.target),
      );
      return;
    }
    case "create-secret":
      return createSecret(step, context);
    case "apply":
      return applyWhole(step, context);
    case "delete-stateful-set":
      return client.remove(
        STATEFUL_SETS,
        { namespace, name: step.target.name },
        { preconditions: preconditions(step.target), propagation: PROPAGATION[step.propagation] },
      );
    case "delete-pod":
      return client.remove(
        PODS,
        { namespace, name: step.target.name },
        {
          preconditions: preconditions(step.target),
          ...(step.graceSeconds === undefined ? {} : { graceSeconds: step.graceSeconds }),
        },
      );
    case "label-pod":
      return labelPod(step, context);
    case "relabel-pod":
      await client.patch(
        PODS,
        { namespace, name: step.target.name },
        { metadata: { labels: step.labels } },
        { uid: step.target.uid },
      );
      return;
    case "annotate-pod":
      await client.patch(
        PODS,
        { namespace, name: step.target.name },
        { metadata: { annotations: { [TEMPLATE_PARTS_ANNOTATION]: step.templateParts } } },
        { uid: step.target.uid },
      );
      return;
    case "delete-claim":
      return client.remove(
        CLAIMS,
        { namespace, name: step.target.name },
        { preconditions: preconditions(step.target) },
      );
    case "change-claim": {
      const { storage, attributesClass } = step;
      const spec = {
        ...(storage === undefined ? {} : { resources: { requests: { storage } } }),
        ...(attributesClass === undefined ? {} : { volumeAttributesClassName: attributesClass }),
      };
      const claim = { namespace, name: step.target.name };
      const changed = await client.patch(CLAIMS, claim, { spec }, preconditions(step.target));
      return expectChange(changed, step.target, `changing the claim ${step.target.name}`);
    }
    case "delete-object":
      return client.remove(
        DELETED[step.objectKind],
        { namespace, name: step.target.name },
        { preconditions: preconditions(step.target) },
      );
    default:
      return unknownStep(step);
  }
}

const PROPAGATION = { orphan: "Orphan", foreground: "Foreground" } as const;

function unknownStep(step: never): never {
  throw new OperatorFault("configuration", `a step nobody performs: ${JSON.stringify(step)}`);
}
