import { wantedMembers } from "@grampus/api";
import { expectThat } from "../e2e-fault.ts";
import { apply, OWN_CERTIFICATE } from "../predictions/applied.ts";
import { CHANGE_KINDS } from "../predictions/change-kinds.ts";
import { comparing, FIRST } from "../predictions/comparing.ts";
import { tryKinds } from "../predictions/spec-trials.ts";
import type { Bench } from "../predictions/trial.ts";
import type { Scenario } from "../scenario.ts";
import { createLedger } from "../writer.ts";

/** The same image under two tags. */
const KNOWN = { releases: { "9.7": "9.7.4" } } as const;

/** A certificate of one's own that is good for the members: the operator's, under another name. */
async function copyCertificate({ kube, cluster }: Bench): Promise<void> {
  const own = await kube.find("secret", cluster.namespace, `${cluster.name}-tls`);
  expectThat(own?.data !== undefined, "the operator made no certificate");
  const copy = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: OWN_CERTIFICATE, namespace: cluster.namespace },
    type: "kubernetes.io/tls",
    data: own.data,
  };
  await kube.apply(JSON.stringify(copy));
}

async function compare(bench: Bench): Promise<void> {
  const { kube, cluster } = bench;
  await apply(kube, cluster, FIRST);
  await cluster.ready(wantedMembers(FIRST.spec), 300_000);
  await createLedger(cluster);
  await copyCertificate(bench);
  await tryKinds(bench, { applied: FIRST, history: [] }, CHANGE_KINDS, KNOWN);
  await kube.run("delete", "cluster", cluster.name, "-n", cluster.namespace, "--timeout=180s");
}

/**
 * Changes of a healthy cluster, each forecast first and then compared with what the operator's log says, and with the
 * seconds in which a client cannot write.
 */
export const predictedChanges: Scenario = {
  name: "predictions: changes of a healthy cluster",
  isLong: true,
  run: (stage) => comparing(stage, "changes", (benchOf) => compare(benchOf("orders"))),
};
