import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expectThat } from "../e2e-fault.ts";
import { operatorMemory } from "../operator-figures.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";
import { runOnPrimary } from "../writer.ts";

const NAMESPACE = "mysql-dev";
const OVERLAYS = "environments/dev/clusters";

async function run({ kube, root, say }: Stage): Promise<Figures> {
  const names = readdirSync(join(root, OVERLAYS)).sort();
  expectThat(names.length >= 3, `${OVERLAYS} has ${names.length} overlays; three are wanted`);
  const startedAt = performance.now();
  for (const name of names) await kube.run("apply", "-k", join(root, OVERLAYS, name));
  const waits = names.map(async (name) => {
    await kube.run("wait", "--for=condition=Ready", `cluster/${name}`, "-n", NAMESPACE, "--timeout=400s");
    const took = Math.round(performance.now() - startedAt);
    say(`${name} is Ready after ${took} ms`);
    return [`${name}Ready`, took] as const;
  });
  const ready = Object.fromEntries(await Promise.all(waits));
  for (const name of names)
    await runOnPrimary(testedCluster(kube, NAMESPACE, name), ["CREATE DATABASE IF NOT EXISTS e2e"]);
  const clusters = (await kube.list("clusters.mysql.oracle.com", undefined)).length;
  return { ...ready, clusters, operatorRssMiB: await operatorMemory(kube) };
}

/** `kubectl apply -k` of every committed overlay of dev: all become Ready and take writes. */
export const devOverlays: Scenario = { name: "the committed overlays of dev", run };
