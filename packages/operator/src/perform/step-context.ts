import type { Cluster } from "@grampus/api";
import type { KubernetesStep, Precondition } from "@grampus/planner";
import { OperatorFault } from "../fault.ts";
import type { KubeClient } from "../kube/client.ts";
import type { KubeObject } from "../kube/objects.ts";

/** What a step on Kubernetes may need besides its own fields. */
export interface KubernetesStepContext {
  readonly client: KubeClient;
  readonly cluster: Cluster;
  readonly now: () => number;
}

/** A step of this kind. */
export type StepOf<Kind extends KubernetesStep["kind"]> = Extract<KubernetesStep, { readonly kind: Kind }>;

/** What the API server compares: the object as it was observed. */
export function preconditions({ uid, resourceVersion }: Precondition) {
  return { uid, resourceVersion };
}

/** A write that the API server took and that changed nothing would be made again and again. */
export function expectChange(
  { metadata }: KubeObject,
  before: Pick<Precondition, "resourceVersion">,
  what: string,
): void {
  if (metadata.resourceVersion !== before.resourceVersion) return;
  throw new OperatorFault(
    "kube-refused",
    `${what} changed nothing: something else, such as an admission webhook, keeps it as it is`,
  );
}
