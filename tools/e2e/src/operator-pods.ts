import { E2eFault } from "./e2e-fault.ts";
import type { Kube, PrintedObject } from "./kube.ts";
import { eventually } from "./retry.ts";

/** The namespace the operator is deployed in, and the name of its Lease and of its Deployment. */
export const OPERATOR = { namespace: "grampus-system", name: "grampus-operator" } as const;

/** Pods of the operator. */
export function operatorPods(kube: Kube): Promise<readonly PrintedObject[]> {
  return kube.list("pods", OPERATOR.namespace, `app.kubernetes.io/name=${OPERATOR.name}`);
}

/** The pod that holds the Lease. */
export async function leader(kube: Kube): Promise<PrintedObject> {
  const lease = await kube.find("lease", OPERATOR.namespace, OPERATOR.name);
  const holder = lease?.spec?.holderIdentity ?? "";
  const pod = (await operatorPods(kube)).find(({ metadata }) => holder.startsWith(`${metadata.name}_`));
  if (pod === undefined)
    throw new E2eFault("finding", `no pod of the operator holds the Lease; ${holder} does`);
  return pod;
}

/** Hands the Lease from pod to pod until its holder is on another node than this one. */
export async function moveLeaderAwayFrom(kube: Kube, node: string): Promise<void> {
  await eventually(
    `the operator's leader is not on ${node}`,
    async () => {
      const pod = await leader(kube);
      if (pod.spec?.nodeName !== node) return true;
      await kube.run("delete", "pod", pod.metadata.name, "-n", OPERATOR.namespace, "--wait=true");
      return undefined;
    },
    { within: 60_000, every: 1000 },
  );
}
