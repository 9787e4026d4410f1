import type { Kube } from "./kube.ts";
import { eventually } from "./retry.ts";

const NAMESPACE = "kube-system";
const SELECTOR = "k8s-app=kube-dns";

/** Runs what makes pods while some nodes take none. */
async function without(kube: Kube, nodes: readonly string[], run: () => Promise<void>): Promise<void> {
  for (const node of nodes) await kube.run("cordon", node);
  try {
    await run();
  } finally {
    for (const node of nodes) await kube.run("uncordon", node);
  }
}

const serverNodes = async (kube: Kube) =>
  (await kube.list("pods", NAMESPACE, SELECTOR)).map(({ spec }) => spec?.nodeName ?? "");

async function scale(kube: Kube, replicas: number, settled: (nodes: readonly string[]) => boolean) {
  await kube.run("-n", NAMESPACE, "scale", "deployment/coredns", `--replicas=${replicas}`);
  await kube.run("-n", NAMESPACE, "rollout", "status", "deployment/coredns", "--timeout=60s");
  await eventually(
    `${replicas} DNS servers run where they should`,
    async () => {
      const nodes = await serverNodes(kube);
      return nodes.length === replicas && settled(nodes) ? true : undefined;
    },
    { within: 60_000 },
  );
}

async function deleteServersOn(kube: Kube, isMeant: (node: string) => boolean): Promise<void> {
  for (const { metadata, spec } of await kube.list("pods", NAMESPACE, SELECTOR)) {
    if (!isMeant(spec?.nodeName ?? "")) continue;
    await kube.run("-n", NAMESPACE, "delete", "pod", metadata.name, "--wait=true");
  }
}

/** Two DNS servers, as most clusters have: one on the node that is about to be broken, one on another. */
export async function placeDnsOn(kube: Kube, node: string): Promise<void> {
  const others = (await kube.list("nodes", undefined))
    .map(({ metadata }) => metadata.name)
    .filter((name) => name !== node);
  await without(kube, others, async () => {
    await deleteServersOn(kube, (one) => one !== node);
    await scale(kube, 1, ([one]) => one === node);
  });
  await without(kube, [node], () =>
    scale(kube, 2, (nodes) => nodes.filter((one) => one === node).length === 1),
  );
}

/** No DNS server at all, and all of them back. */
export async function switchDns(kube: Kube, state: "off" | "on"): Promise<void> {
  await scale(kube, state === "off" ? 0 : 2, () => true);
}
