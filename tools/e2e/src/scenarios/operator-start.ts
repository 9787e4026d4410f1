import { expectThat } from "../e2e-fault.ts";
import type { Kube, PrintedObject } from "../kube.ts";
import { operatorMemory } from "../operator-figures.ts";
import { leader, OPERATOR, operatorPods } from "../operator-pods.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";

function isReady({ status }: PrintedObject): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;
}

/** Deletes a pod of the operator and gives the milliseconds from the pod that replaces it to its readiness. */
async function replace(kube: Kube, name: string): Promise<number> {
  const before = new Set((await operatorPods(kube)).map(({ metadata }) => metadata.uid));
  await kube.run("delete", "pod", name, "-n", OPERATOR.namespace, "--wait=false");
  const newcomer = async () => (await operatorPods(kube)).find(({ metadata }) => !before.has(metadata.uid));
  const within = { within: 60_000, every: 50 };
  await eventually("a pod replaces the deleted one", newcomer, within);
  const startedAt = performance.now();
  await eventually(
    "the new pod is ready",
    async () => {
      const pod = await newcomer();
      return pod !== undefined && isReady(pod) ? true : undefined;
    },
    within,
  );
  return Math.round(performance.now() - startedAt);
}

/** Size of the operator's image in MB, as kubelet tells some seconds after it was loaded. */
function imageSize(kube: Kube): Promise<number> {
  return eventually(
    "a node says that it has the operator's image",
    async () => {
      const nodes = await kube.list("nodes", undefined);
      const images = nodes.flatMap(({ status }) => status?.images ?? []);
      const image = images.find(({ names }) => names?.some((name) => name.includes(`/${OPERATOR.name}:`)));
      return image === undefined ? undefined : Math.round(image.sizeBytes / 1e6);
    },
    { within: 120_000, every: 1000 },
  );
}

async function run({ kube }: Stage): Promise<Figures> {
  const first = await leader(kube);
  const standby = (await operatorPods(kube)).find(({ metadata }) => metadata.uid !== first.metadata.uid);
  expectThat(standby !== undefined, "the operator has no second replica");
  const podToReady = await replace(kube, standby.metadata.name);
  const handedOverAt = performance.now();
  await kube.run("delete", "pod", first.metadata.name, "-n", OPERATOR.namespace, "--wait=false");
  await eventually(
    "the other replica holds the Lease",
    async () => ((await leader(kube)).metadata.uid === first.metadata.uid ? undefined : true),
    { within: 60_000, every: 50 },
  );
  const handOver = Math.round(performance.now() - handedOverAt);
  expectThat(handOver < 10_000, `SIGTERM hands the Lease over after ${handOver} ms: it was not given up`);
  const [cluster] = await kube.list("clusters.mysql.oracle.com", undefined);
  return {
    podToReady,
    handOver,
    imageMB: await imageSize(kube),
    ...(cluster === undefined ? { idleRssMiB: await operatorMemory(kube) } : {}),
  };
}

/** One replica works, SIGTERM hands the Lease over at once; how soon a pod is ready, and what it costs. */
export const operatorStart: Scenario = { name: "operator starts and hands over", run };
