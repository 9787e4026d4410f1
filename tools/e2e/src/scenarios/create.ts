import { readFileSync } from "node:fs";
import { join } from "node:path";
import { restrictedNamespace } from "@grampus/resources";
import { expectThat } from "../e2e-fault.ts";
import type { Kube } from "../kube.ts";
import { expectNothingLost } from "../ledger.ts";
import { acknowledges, startSampler } from "../sampler.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";
import { createLedger, startWriter } from "../writer.ts";

/** The namespace and the cluster that most scenarios act on. */
export const SEED = {
  namespace: "e2e-seed",
  name: "mysql",
  members: ["mysql-0", "mysql-1", "mysql-2"],
} as const;

/**
 * Makes a namespace whose pods have to meet the Pod Security level `restricted`. One that a run before is still
 * deleting is waited for.
 */
export async function makeRestrictedNamespace(kube: Kube, name: string): Promise<void> {
  const show = ["get", "namespace", name, "--ignore-not-found", "--output=jsonpath={.status.phase}"];
  if ((await kube.run(...show)) === "Terminating") {
    await kube.run("wait", "--for=delete", `namespace/${name}`, "--timeout=300s");
  }
  await kube.apply(JSON.stringify(restrictedNamespace(name)));
}

async function create({ kube, root }: Stage): Promise<Figures> {
  await makeRestrictedNamespace(kube, SEED.namespace);
  const seed = readFileSync(join(root, "packages/api/src/testing/seed/cluster.yaml"), "utf8");
  const cluster = testedCluster(kube, SEED.namespace, SEED.name);
  const startedAt = performance.now();
  await kube.apply(seed, "-n", SEED.namespace);
  await kube.run("wait", "--for=condition=Ready", "cluster/mysql", "-n", SEED.namespace, "--timeout=300s");
  const applyToReady = Math.round(performance.now() - startedAt);
  await cluster.ready(SEED.members.length, 10_000);

  const sampler = startSampler(cluster, SEED.members);
  await createLedger(cluster);
  const writer = startWriter(cluster, "create");
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const log = await writer.stop();
  await sampler.stop();
  expectThat(log.acknowledged.length > 0, `nothing could be written: ${JSON.stringify(log.failures)}`);
  await expectNothingLost(cluster, SEED.members, log);
  const last = SEED.members.map((member) =>
    sampler.samples.filter((sample) => sample.member === member).at(-1),
  );
  expectThat(
    last.every((sample) => sample?.state === "ONLINE"),
    `not all members are ONLINE: ${last.map((sample) => sample?.state)}`,
  );
  const willing = last.filter((sample) => sample !== undefined && acknowledges(sample));
  expectThat(willing.length === 1, `${willing.length} members are writable`);
  return { applyToReady, rowsWritten: log.acknowledged.length };
}

/** The seed's cluster, verbatim: Ready, three ONLINE, one writable, rows on every member. */
export const createSeed: Scenario = { name: "create the seed's cluster", run: create };
