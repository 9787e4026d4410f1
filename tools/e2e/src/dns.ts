import type { Kube } from "./kube.ts";
import { eventually } from "./retry.ts";

const NAMESPACE = "kube-system";
const SELECTOR = "k8s-app=kube-dns";

/**
 * Moves the cluster's DNS away from a node that is about to be broken: what the loss of DNS does to Group Replication,
 * which resolves names while it waits for nothing else, is not what a failover is measured for.
 */
export async function moveDnsAwayFrom(kube: Kube, node: string): Promise<void> {
  const pods = await kube.list("pods", NAMESPACE, SELECTOR);
  if (pods.length === 1 && pods[0]?.spec?.nodeName !== node) return;
  await kube.run("cordon", node);
  try {
    await kube.run("-n", NAMESPACE, "scale", "deployment/coredns", "--replicas=1");
    for (const pod of pods.filter(({ spec }) => spec?.nodeName === node)) {
      await kube.run("-n", NAMESPACE, "delete", "pod", pod.metadata.name, "--wait=true");
    }
    await kube.run("-n", NAMESPACE, "rollout", "status", "deployment/coredns", "--timeout=60s");
    await eventually(
      `DNS runs on one node that is not ${node}`,
      async () => {
        const [pod, other] = await kube.list("pods", NAMESPACE, SELECTOR);
        return other === undefined && pod?.spec?.nodeName !== node ? true : undefined;
      },
      { within: 60_000 },
    );
  } finally {
    await kube.run("uncordon", node);
  }
}
