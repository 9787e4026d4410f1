import { FIGURES } from "@grampus/compiler";
import type { WriteGapFigures } from "@grampus/planner/forecast";
import { expectThat } from "../e2e-fault.ts";
import type { Kube } from "../kube.ts";
import type { Figures, Stage } from "../scenario.ts";
import { makeRestrictedNamespace } from "../scenarios/create.ts";
import { testedCluster } from "../tested-cluster.ts";
import { type Applied, GROWING, NAMESPACE } from "./applied.ts";
import type { Comparison } from "./comparison.ts";
import { keepComparisons } from "./kept.ts";
import type { Bench } from "./trial.ts";

/** What clusters begin with. */
export const FIRST: Applied = {
  spec: {
    members: 3,
    volumeClaimTemplate: {
      spec: { storageClassName: GROWING, resources: { requests: { storage: "1Gi" } } },
    },
  },
  labels: {},
  config: "[mysqld]\nopen_files_limit=5000\n",
};

/** How long each gap takes, as `grampus plan` says it. */
const GAPS: WriteGapFigures = {
  switch: FIGURES.switch.milliseconds,
  handOver: FIGURES.handOver.milliseconds,
  outage: FIGURES.outage.milliseconds,
};

async function makeClass(kube: Kube): Promise<void> {
  const growing = {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: GROWING },
    provisioner: "rancher.io/local-path",
    volumeBindingMode: "WaitForFirstConsumer",
    reclaimPolicy: "Delete",
    allowVolumeExpansion: true,
  };
  await kube.apply(JSON.stringify(growing));
}

function told({ kind, equal, predicted, performed, measuredUnwritten, seconds }: Comparison): string {
  const steps = equal
    ? performed.join(", ")
    : `PREDICTED ${predicted.join(", ")} PERFORMED ${performed.join(", ")}`;
  const pause = measuredUnwritten === undefined ? "" : `, without writes ${measuredUnwritten}`;
  return `${kind}: ${steps} (${seconds} s${pause})`;
}

/**
 * Gives `compare` benches to try changes on, and keeps what they come to in a part of the results; throws when anything
 * was not as predicted.
 */
export async function comparing(
  { kube, say, root }: Stage,
  part: string,
  compare: (benchOf: (name: string) => Bench) => Promise<void>,
): Promise<Figures> {
  const comparisons: Comparison[] = [];
  const note = (comparison: Comparison) => {
    comparisons.push(comparison);
    keepComparisons(root, part, comparisons);
    say(told(comparison));
  };
  await makeRestrictedNamespace(kube, NAMESPACE);
  await makeClass(kube);
  await compare((name) => ({ kube, cluster: testedCluster(kube, NAMESPACE, name), figures: GAPS, note }));
  await kube.run("delete", "namespace", NAMESPACE, "--wait=false");
  await kube.run("delete", "storageclass", GROWING);
  const wrong = comparisons.filter(({ equal }) => !equal);
  expectThat(wrong.length === 0, wrong.map(told).join("\n"));
  return { kinds: comparisons.length };
}
