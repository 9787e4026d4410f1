import { REVISION_ANNOTATION } from "@grampus/api";
import { TEMPLATE_PARTS_ANNOTATION } from "@grampus/resources";
import { expectThat } from "../e2e-fault.ts";
import type { Kube } from "../kube.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { type TestedCluster, testedCluster } from "../tested-cluster.ts";
import { makeRestrictedNamespace } from "./create.ts";

const NAMESPACE = "e2e-turns";
const NAMES = ["first", "second"] as const;
const MEMBERS = 2;
const PART = "operator's scripts";

function clusterText(name: string): string {
  return JSON.stringify({
    apiVersion: "mysql.oracle.com/v1alpha1",
    kind: "Cluster",
    metadata: { name, namespace: NAMESPACE },
    spec: { members: MEMBERS },
  });
}

/** What a pod carries whose template an operator with other scripts made. */
async function makeOlder(kube: Kube, cluster: TestedCluster): Promise<void> {
  for (const { metadata } of await cluster.pods()) {
    const parts: Record<string, readonly string[]> = JSON.parse(
      metadata.annotations?.[TEMPLATE_PARTS_ANNOTATION] ?? "{}",
    );
    const [, from = ""] = parts[PART] ?? [];
    expectThat(from !== "", `${metadata.name} does not say what its template was made of`);
    const older = JSON.stringify({ ...parts, [PART]: ["00000000", from] });
    const annotations = [`${REVISION_ANNOTATION}=older`, `${TEMPLATE_PARTS_ANNOTATION}=${older}`];
    await kube.run("annotate", "pod", metadata.name, "-n", NAMESPACE, "--overwrite", ...annotations);
  }
}

/** A pod of an operator that wrote nothing down gets it written down, and goes on running. */
async function forgetParts(kube: Kube, cluster: TestedCluster): Promise<void> {
  const [pod] = await cluster.pods();
  const name = pod?.metadata.name ?? "";
  await kube.run("annotate", "pod", name, "-n", NAMESPACE, `${TEMPLATE_PARTS_ANNOTATION}-`);
  await eventually(
    `${name} says again what its template was made of`,
    async () => {
      const found = await kube.find("pod", NAMESPACE, name);
      expectThat(found?.metadata.uid === pod?.metadata.uid, `${name} was replaced`);
      return found?.metadata.annotations?.[TEMPLATE_PARTS_ANNOTATION];
    },
    { within: 60_000 },
  );
}

interface Progress {
  readonly name: string;
  readonly begun: boolean;
  readonly done: boolean;
  readonly pending: string | undefined;
  readonly message: string;
}

async function progressOf(
  kube: Kube,
  cluster: TestedCluster,
  before: ReadonlySet<string>,
): Promise<Progress> {
  const pods = await cluster.pods();
  const found = await kube.find("clusters.mysql.oracle.com", NAMESPACE, cluster.name);
  const ready = found?.status?.conditions?.find(({ type }) => type === "Ready");
  const isNew = pods.filter(({ metadata }) => !before.has(metadata.uid));
  const { pendingRestart } = found?.status ?? {};
  return {
    name: cluster.name,
    begun: isNew.length > 0 || pods.length < MEMBERS,
    done: isNew.length === MEMBERS && ready?.status === "True" && pendingRestart === undefined,
    pending: pendingRestart === undefined ? undefined : JSON.stringify(pendingRestart),
    message: ready?.message ?? "",
  };
}

async function run({ kube, say }: Stage): Promise<Figures> {
  await makeRestrictedNamespace(kube, NAMESPACE);
  for (const name of NAMES) await kube.apply(clusterText(name));
  const clusters = NAMES.map((name) => testedCluster(kube, NAMESPACE, name));
  for (const cluster of clusters) await cluster.ready(MEMBERS, 300_000);
  for (const cluster of clusters) await forgetParts(kube, cluster);
  const before = new Set<string>();
  for (const cluster of clusters) for (const { metadata } of await cluster.pods()) before.add(metadata.uid);

  const startedAt = performance.now();
  await Promise.all(clusters.map((cluster) => makeOlder(kube, cluster)));
  let waited = false;
  let atOnce: readonly string[] = [];
  await eventually(
    "both clusters are restarted",
    async () => {
      const seen: Progress[] = [];
      for (const cluster of clusters) seen.push(await progressOf(kube, cluster, before));
      const midway = seen.filter(({ begun, done }) => begun && !done).map(({ name }) => name);
      if (midway.length > 1) atOnce = midway;
      waited ||= seen.some(
        ({ begun, pending, message }) =>
          !begun &&
          pending?.includes(`"reasons":["${PART}"]`) === true &&
          pending.includes('"origin":"Operator"') &&
          message.includes("when it is this cluster's turn"),
      );
      return seen.every(({ done }) => done) ? true : undefined;
    },
    { within: 300_000, every: 300 },
  );
  const took = Math.round(performance.now() - startedAt);
  expectThat(atOnce.length === 0, `${atOnce.join(" and ")} restarted at the same time`);
  expectThat(waited, "the status of the cluster that waited did not say so");
  const events = await kube.run("get", "events", "-n", NAMESPACE, "--field-selector", "reason=DeletePod");
  for (const name of NAMES)
    expectThat(events.includes(`template of ${name}-0: ${PART}`), `no Event says why ${name}-0 restarted`);
  say(`two clusters restarted one after the other in ${took} ms`);
  await kube.run("delete", "namespace", NAMESPACE, "--wait=false");
  return { clusters: NAMES.length, took };
}

/** What a new operator restarts: one cluster after the other, each with its reason. */
export const restartTurns: Scenario = { name: "restarts for a new operator take turns", run };
