import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { expectThat } from "../e2e-fault.ts";
import { OPERATOR } from "../operator-pods.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { makeRestrictedNamespace } from "./create.ts";

const NAMESPACE = "e2e-second-operator";
const BINDING = `${OPERATOR.name}-${NAMESPACE}`;
const MANIFESTS = ["access.yaml", "deployment.yaml"];

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
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

async function run({ kube, root }: Stage): Promise<Figures> {
  const selector = `app.kubernetes.io/name=${OPERATOR.name}`;
  try {
    await makeRestrictedNamespace(kube, NAMESPACE);
    for (const manifest of secondOperator(root)) await kube.apply(JSON.stringify(manifest));
    const startedAt = performance.now();
    const words = await eventually(
      "the second operator says that it stands back",
      async () => {
        const logs = await kube.run("logs", "-n", NAMESPACE, "-l", selector, "--tail=-1");
        return logs.split("\n").find((line) => line.includes("standing back"));
      },
      { within: 90_000, every: 500 },
    );
    const noticed = Math.round(performance.now() - startedAt);
    expectThat(words.includes(`in namespace ${OPERATOR.namespace}`), `it does not say for whom: ${words}`);
    const pods = await kube.list("pods", NAMESPACE, selector);
    const ready = pods.filter(({ status }) =>
      status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True"),
    );
    expectThat(ready.length === 0, `${ready.length} pods of the second operator are ready`);
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
