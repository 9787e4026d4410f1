import { setTimeout as delay } from "node:timers/promises";
import { expectThat } from "../e2e-fault.ts";
import type { Kube } from "../kube.ts";
import { OPERATOR, operatorPods } from "../operator-pods.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";
import { runOnPrimary } from "../writer.ts";
import { restrictedNamespace } from "./create.ts";

const NAMESPACE = "e2e-killed";
const NAME = "killed";

function clusterText(members: number): string {
  return JSON.stringify({
    apiVersion: "mysql.oracle.com/v1alpha1",
    kind: "Cluster",
    metadata: { name: NAME, namespace: NAMESPACE },
    spec: { members },
  });
}

/** Kills every process of the operator again and again, at times nobody chose, until the work is done. */
async function killUntil(kube: Kube, done: Promise<unknown>): Promise<number> {
  let kills = 0;
  let goesOn = true;
  const ended = done.finally(() => {
    goesOn = false;
  });
  ended.catch(() => undefined);
  for (let pause = 900; goesOn && kills < 12; pause = 900 + Math.random() * 5000) {
    await Promise.race([delay(pause), ended]);
    if (!goesOn) break;
    for (const { metadata } of await operatorPods(kube)) {
      const kill = ["delete", "pod", metadata.name, "-n", OPERATOR.namespace, "--grace-period=0", "--force"];
      await kube.run(...kill, "--ignore-not-found", "--wait=false");
    }
    kills += 1;
  }
  await ended;
  return kills;
}

async function run({ kube, say }: Stage): Promise<Figures> {
  await kube.apply(restrictedNamespace(NAMESPACE));
  const cluster = testedCluster(kube, NAMESPACE, NAME);
  await kube.apply(clusterText(2));
  const createStarted = performance.now();
  const killsInCreate = await killUntil(kube, cluster.ready(2, 400_000));
  const createTook = performance.now() - createStarted;
  say(`created under ${killsInCreate} kills of the operator in ${Math.round(createTook)} ms`);
  await runOnPrimary(cluster, ["CREATE DATABASE IF NOT EXISTS kept"]);

  await kube.apply(clusterText(3));
  const scaleStarted = performance.now();
  const killsInScale = await killUntil(kube, cluster.ready(3, 400_000));
  const scaleTook = performance.now() - scaleStarted;
  const groups = await kube.list("statefulsets", NAMESPACE);
  expectThat(groups.length === 1, `there are ${groups.length} StatefulSets`);
  const member = await cluster.connect({ member: `${NAME}-2` });
  const rows = await member.query({ sql: "SHOW DATABASES LIKE 'kept'", timeout: 5000 });
  const [count] = await member.query({
    sql: "SELECT COUNT(*) AS online FROM performance_schema.replication_group_members WHERE member_state='ONLINE'",
    timeout: 5000,
  });
  member.destroy();
  expectThat(rows.length === 1, "the member that was added lacks what was written before");
  expectThat(Number(count?.online) === 3, `${count?.online} members are ONLINE`);
  await kube.run("delete", "namespace", NAMESPACE, "--wait=false");
  return {
    killsInCreate,
    createTook: Math.round(createTook),
    killsInScale,
    scaleTook: Math.round(scaleTook),
  };
}

/** The operator killed in the middle of creating and of scaling: the result is the same. */
export const operatorKilled: Scenario = { name: "operator killed while it creates and scales", run };
