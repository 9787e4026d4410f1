import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseAllDocuments } from "yaml";
import { expectThat } from "../e2e-fault.ts";
import type { Kube, PrintedObject } from "../kube.ts";
import { OPERATOR } from "../operator-pods.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { makeRestrictedNamespace } from "./create.ts";

const NAMESPACE = "e2e-second-operator";
const BINDING = `${OPERATOR.name}-${NAMESPACE}`;
const MANIFESTS = ["access.yaml", "deployment.yaml"];
// A pod that a probe found ready stays so in its status for at least three probes, 6 s.
const READINESS_SHOWS_WITHIN = 5000;

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly replicas?: number };
  readonly subjects?: readonly object[];
}

/** The committed operator, moved to another namespace. What belongs to the whole cluster stays as it is. */
function secondOperator(root: string): readonly Manifest[] {
  return MANIFESTS.flatMap((file) =>
    parseAllDocuments(readFileSync(join(root, "environments/dev/operator", file), "utf8")).flatMap(
      (document): readonly Manifest[] => {
        const manifest: Manifest = document.toJS();
        const subjects = manifest.subjects?.map((subject) => ({ ...subject, namespace: NAMESPACE }));
        const moved = subjects === undefined ? manifest : { ...manifest, subjects };
        if (manifest.kind === "ClusterRole") return [];
        return manifest.kind === "ClusterRoleBinding"
          ? [{ ...moved, metadata: { ...manifest.metadata, name: BINDING } }]
          : [{ ...moved, metadata: { ...manifest.metadata, namespace: NAMESPACE } }];
      },
    ),
  );
}

function isReady({ status }: PrintedObject): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") === true;
}

/** The line in which a pod says that it stands back. */
async function lineOf(kube: Kube, pod: PrintedObject): Promise<string | undefined> {
  const logs = await kube.run("logs", "-n", NAMESPACE, pod.metadata.name, "--tail=-1");
  return logs.split("\n").find((line) => line.includes("standing back"));
}

async function run({ kube, root }: Stage): Promise<Figures> {
  const selector = `app.kubernetes.io/name=${OPERATOR.name}`;
  const wasReady = new Set<string>();

  async function podsNow(): Promise<readonly PrintedObject[]> {
    const pods = await kube.list("pods", NAMESPACE, selector);
    for (const pod of pods.filter(isReady)) wasReady.add(pod.metadata.name);
    return pods;
  }

  try {
    await makeRestrictedNamespace(kube, NAMESPACE);
    const manifests = secondOperator(root);
    for (const manifest of manifests) await kube.apply(JSON.stringify(manifest));
    const replicas = manifests.find(({ kind }) => kind === "Deployment")?.spec?.replicas;
    const startedAt = performance.now();
    const words = await eventually(
      "every pod of the second operator says that it stands back",
      async () => {
        const pods = await podsNow();
        const lines: string[] = [];
        for (const pod of pods) lines.push(...[await lineOf(kube, pod)].filter((line) => line !== undefined));
        return lines.length === replicas ? lines : undefined;
      },
      { within: 90_000, every: 500 },
    );
    const noticed = Math.round(performance.now() - startedAt);
    for (const line of words) {
      expectThat(line.includes(`in namespace ${OPERATOR.namespace}`), `it does not say for whom: ${line}`);
    }
    await delay(READINESS_SHOWS_WITHIN);
    await podsNow();
    expectThat(wasReady.size === 0, `pods of the second operator were ready: ${[...wasReady].join(", ")}`);
    const lease = await kube.find("lease", NAMESPACE, OPERATOR.name);
    expectThat((lease?.spec?.holderIdentity ?? "") === "", "the second operator holds a Lease");
    return { noticed };
  } finally {
    await kube.run("delete", "namespace", NAMESPACE, "--wait=true", "--ignore-not-found");
    await kube.run("delete", "clusterrolebinding", BINDING, "--ignore-not-found");
  }
}

/** A second operator in another namespace stands back, is not ready, and says for whom. */
export const secondOperatorStandsBack: Scenario = { name: "a second operator stands back", run };
