import { setTimeout as delay } from "node:timers/promises";
import { expectThat } from "../e2e-fault.ts";
import { killFirstProcess } from "../kill.ts";
import type { Kube } from "../kube.ts";
import { leader, OPERATOR, operatorPods } from "../operator-pods.ts";
import { eventually } from "../retry.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";
import { runOnPrimary } from "../writer.ts";
import { makeRestrictedNamespace } from "./create.ts";

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

/** How often the operator was killed, and how many of its processes. */
interface Kills {
  readonly times: number;
  readonly processes: number;
}

/**
 * Kills the operator's processes where they are, which only the rig allows, and then takes their pods away, so that
 * kubelet does not wait longer from kill to kill. Without the rig only the latter is left, and it sends SIGTERM first.
 */
async function killOperator({ kube, rig }: Stage): Promise<number> {
  const pods = await operatorPods(kube);
  const killed = rig === undefined ? [] : await Promise.all(pods.map((pod) => killFirstProcess(rig, pod)));
  for (const { metadata } of pods) {
    const kill = ["delete", "pod", metadata.name, "-n", OPERATOR.namespace, "--grace-period=0", "--force"];
    await kube.run(...kill, "--ignore-not-found", "--wait=false");
  }
  return killed.filter((one) => one).length;
}

/** Resolves when a pod of the operator works. Who is killed gives no Lease up: the next waits until it has run out. */
function working(kube: Kube): Promise<unknown> {
  return eventually("a pod of the operator works", () => leader(kube), { within: 60_000 });
}

/** Kills the operator again and again while it works, at times nobody chose, until the work is done. */
async function killUntil(stage: Stage, done: Promise<unknown>): Promise<Kills> {
  let [times, processes] = [0, 0];
  let goesOn = true;
  const ended = done.finally(() => {
    goesOn = false;
  });
  ended.catch(() => undefined);
  for (let pause = 900; goesOn && times < 12; pause = 300 + Math.random() * 3000) {
    await Promise.race([working(stage.kube).then(() => delay(pause)), ended]);
    if (!goesOn) break;
    processes += await killOperator(stage);
    times += 1;
  }
  await ended;
  return { times, processes };
}

async function run(stage: Stage): Promise<Figures> {
  const { kube, rig, say } = stage;
  await makeRestrictedNamespace(kube, NAMESPACE);
  const cluster = testedCluster(kube, NAMESPACE, NAME);
  await kube.apply(clusterText(2));
  const createStarted = performance.now();
  const inCreate = await killUntil(stage, cluster.ready(2, 400_000));
  const createTook = performance.now() - createStarted;
  say(`created under ${inCreate.times} kills of the operator in ${Math.round(createTook)} ms`);
  await runOnPrimary(cluster, ["CREATE DATABASE IF NOT EXISTS kept"]);

  await kube.apply(clusterText(3));
  const scaleStarted = performance.now();
  const inScale = await killUntil(stage, cluster.ready(3, 400_000));
  const scaleTook = performance.now() - scaleStarted;
  const processesKilled = inCreate.processes + inScale.processes;
  expectThat(rig === undefined || processesKilled > 0, "no process of the operator was killed");
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
    killedBy: rig === undefined ? "forced deletion, with SIGTERM" : "kill -9",
    processesKilled,
    killsInCreate: inCreate.times,
    createTook: Math.round(createTook),
    killsInScale: inScale.times,
    scaleTook: Math.round(scaleTook),
  };
}

/** The operator killed in the middle of creating and of scaling: the result is the same. */
export const operatorKilled: Scenario = { name: "operator killed while it creates and scales", run };
