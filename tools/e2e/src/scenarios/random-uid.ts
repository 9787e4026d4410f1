import { expectThat } from "../e2e-fault.ts";
import { expectNothingLost } from "../ledger.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";
import { createLedger, startWriter } from "../writer.ts";
import { makeRestrictedNamespace } from "./create.ts";

const NAMESPACE = "e2e-uid";
const NAME = "uid";
const UID = 1_000_710_000;

const CLUSTER = {
  apiVersion: "mysql.oracle.com/v1alpha1",
  kind: "Cluster",
  metadata: { name: NAME, namespace: NAMESPACE },
  spec: { members: 2, securityContext: { runAsNonRoot: true, runAsUser: UID, runAsGroup: 0 } },
};

async function run({ kube }: Stage): Promise<Figures> {
  await makeRestrictedNamespace(kube, NAMESPACE);
  await kube.apply(JSON.stringify(CLUSTER));
  const cluster = testedCluster(kube, NAMESPACE, NAME);
  const ready = await cluster.ready(2, 300_000);
  const id = await kube.run("exec", `${NAME}-0`, "-n", NAMESPACE, "-c", "mysql", "--", "id", "-u");
  expectThat(id.trim() === String(UID), `mysqld runs as ${id.trim()}`);
  await createLedger(cluster);
  const writer = startWriter(cluster, "uid");
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await expectNothingLost(cluster, [`${NAME}-0`, `${NAME}-1`], await writer.stop());
  await kube.run("delete", "namespace", NAMESPACE, "--wait=false");
  return { ready: Math.round(ready) };
}

/** Under `restricted`, with a random user id and group 0, as OpenShift assigns them. */
export const randomUid: Scenario = { name: "restricted, with a random user id", run };
