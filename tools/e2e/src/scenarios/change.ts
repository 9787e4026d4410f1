import { CLUSTER_LABEL } from "@grampus/api";
import { expectThat } from "../e2e-fault.ts";
import type { Kube } from "../kube.ts";
import { expectNothingLost } from "../ledger.ts";
import { eventually } from "../retry.ts";
import { doublePrimaries, startSampler } from "../sampler.ts";
import type { Figures, Scenario, Stage } from "../scenario.ts";
import { type TestedCluster, testedCluster } from "../tested-cluster.ts";
import { createLedger, longestGap, startWriter, unwritten, writesAfter } from "../writer.ts";
import { makeRestrictedNamespace } from "./create.ts";

const NAMESPACE = "e2e-change";
const NAME = "change";
/** What data files are made with and keep, and a variable that {@link restartAlone} comes to. */
const KEPT = {
  innodb_page_size: 8192,
  innodb_data_file_path: "ibdata1:20M:autoextend",
  back_log: 91,
} as const;

function clusterText(
  members: number,
  variables: Readonly<Record<string, number | string>>,
  rest: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({
    apiVersion: "mysql.oracle.com/v1alpha1",
    kind: "Cluster",
    metadata: { name: NAME, namespace: NAMESPACE },
    spec: { members, variables: { ...KEPT, ...variables }, ...rest },
  });
}

const memberNames = (members: number) =>
  Array.from({ length: members }, (_, ordinal) => `${NAME}-${ordinal}`);

async function valueOn(cluster: TestedCluster, member: string, variable: string): Promise<string> {
  const connection = await cluster.connect({ member });
  try {
    const [row] = await connection.query({ sql: `SELECT @@global.${variable} AS value`, timeout: 5000 });
    return String(row?.value);
  } finally {
    connection.destroy();
  }
}

/** Waits until every member has the value. */
function hasValue(
  cluster: TestedCluster,
  members: number,
  variable: string,
  value: string,
): Promise<boolean> {
  return eventually(
    `${variable} is ${value} on every member`,
    async () => {
      for (const member of memberNames(members)) {
        const found = await valueOn(cluster, member, variable);
        expectThat(found === value, `${member} has ${found}`);
      }
      return true;
    },
    { within: 300_000, every: 500 },
  );
}

async function expectRefused(kube: Kube, text: string): Promise<void> {
  const answer = await kube.apply(text).then(
    () => "accepted",
    (error: unknown) => String(error),
  );
  expectThat(answer.includes("data files keep the innodb_page_size"), `another page size: ${answer}`);
}

async function deleteCluster(kube: Kube): Promise<void> {
  await kube.run("delete", "cluster", NAME, "-n", NAMESPACE, "--timeout=180s");
  const pods = ["pod", "-l", `${CLUSTER_LABEL}=${NAME}`, "-n", NAMESPACE];
  await kube.run("wait", "--for=delete", ...pods, "--timeout=180s");
}

/** Restarts the only member for a variable. Gives the milliseconds in which nobody takes a write. */
async function restartAlone(kube: Kube, cluster: TestedCluster): Promise<number> {
  const writer = startWriter(cluster, "alone");
  await writesAfter(writer, 0);
  const changedAt = performance.now();
  await kube.apply(clusterText(1, {}));
  await hasValue(cluster, 1, "back_log", String(KEPT.back_log));
  await cluster.ready(1, 180_000);
  await writesAfter(writer, performance.now());
  return longestGap(await writer.stop(), changedAt);
}

/** With `OnDelete` a changed template waits for whoever deletes the pod, and the status says for which. */
async function restartByHand(kube: Kube, cluster: TestedCluster): Promise<void> {
  const uidsOf = async () => (await cluster.pods()).map(({ metadata }) => metadata.uid).sort();
  const before = await uidsOf();
  const variables = { max_connections: 77, innodb_read_io_threads: 3 };
  await kube.apply(clusterText(3, variables, { updateStrategy: { type: "OnDelete" } }));
  await eventually(
    "the status names the members that wait",
    async () => {
      const found = await kube.find("clusters.mysql.oracle.com", NAMESPACE, NAME);
      const ready = found?.status?.conditions?.find(({ type }) => type === "Ready");
      return ready?.message?.includes(memberNames(3).join(", ")) === true ? true : undefined;
    },
    { within: 60_000 },
  );
  expectThat(String(await uidsOf()) === String(before), "a pod was replaced in spite of OnDelete");
  const primary = await cluster.primary();
  const secondary = memberNames(3).find((member) => member !== primary) ?? "";
  await kube.run("delete", "pod", secondary, "-n", NAMESPACE, "--wait=true");
  await cluster.ready(3, 180_000);
  const [changed, same] = [
    await valueOn(cluster, secondary, "innodb_read_io_threads"),
    await valueOn(cluster, primary, "innodb_read_io_threads"),
  ];
  expectThat(changed === "3" && same === "2", `${secondary} has ${changed}, ${primary} has ${same}`);
}

/** With `deletionPolicy: Delete` nothing of the cluster stays. */
async function erase(kube: Kube): Promise<void> {
  await kube.apply(clusterText(3, { max_connections: 77 }, { deletionPolicy: "Delete" }));
  await deleteCluster(kube);
  await eventually(
    "nothing of the cluster is left",
    async () => {
      for (const kind of ["persistentvolumeclaims", "secrets", "configmaps", "services", "statefulsets"]) {
        const left = await kube.list(kind, NAMESPACE, `${CLUSTER_LABEL}=${NAME}`);
        // Members that a scale-down left behind have claims too.
        expectThat(left.length === 0, `${kind}: ${left.map(({ metadata }) => metadata.name).join(", ")}`);
      }
      return true;
    },
    { within: 60_000, every: 500 },
  );
}

async function run({ kube, say }: Stage): Promise<Figures> {
  const figures: Record<string, number> = {};
  await makeRestrictedNamespace(kube, NAMESPACE);
  const cluster = testedCluster(kube, NAMESPACE, NAME);
  await kube.apply(clusterText(1, { back_log: 90 }));
  figures.oneReady = Math.round(await cluster.ready(1, 300_000));
  await createLedger(cluster);
  figures.soleRestartGap = Math.round(await restartAlone(kube, cluster));
  const writer = startWriter(cluster, "change");
  for (const members of [3, 5, 3]) {
    await kube.apply(clusterText(members, {}));
    const took = Math.round(await cluster.ready(members, 400_000));
    figures[`to${members}${members === 3 && figures.to3 !== undefined ? "Again" : ""}`] = took;
    say(`${members} members after ${took} ms`);
  }
  await hasValue(cluster, 3, "innodb_page_size", String(KEPT.innodb_page_size));
  await expectRefused(kube, clusterText(3, { innodb_page_size: 4096 }));
  const claims = await kube.list("persistentvolumeclaims", NAMESPACE);
  expectThat(claims.length === 5, `scaling down left ${claims.length} claims of 5`);

  const pods = await cluster.pods();
  await kube.apply(clusterText(3, { max_connections: 77 }));
  await hasValue(cluster, 3, "max_connections", "77");
  const same = (await cluster.pods()).every(({ metadata }) =>
    pods.some((pod) => pod.metadata.uid === metadata.uid),
  );
  expectThat(same, "a dynamic variable restarted a pod");

  const sampler = startSampler(cluster, memberNames(3));
  const changedAt = performance.now();
  await kube.apply(clusterText(3, { max_connections: 77, innodb_read_io_threads: 2 }));
  await hasValue(cluster, 3, "innodb_read_io_threads", "2");
  await cluster.ready(3, 300_000);
  const settledAt = performance.now();
  figures.rollingRestart = Math.round(settledAt - changedAt);
  const log = await writer.stop();
  await sampler.stop();
  figures.rollingRestartGap = Math.round(longestGap(log, changedAt));
  figures.switchGap = Math.round(unwritten(log, changedAt, settledAt));
  expectThat(doublePrimaries(sampler.samples).length === 0, "two members would have acknowledged writes");
  await expectNothingLost(cluster, memberNames(3), log);

  const before = await kube.find("persistentvolumeclaim", NAMESPACE, `data-${NAME}-0`);
  await deleteCluster(kube);
  await kube.apply(clusterText(3, { max_connections: 77, innodb_read_io_threads: 2 }));
  figures.adopted = Math.round(await cluster.ready(3, 300_000));
  const after = await kube.find("persistentvolumeclaim", NAMESPACE, `data-${NAME}-0`);
  expectThat(before?.metadata.uid === after?.metadata.uid, "the volume is another one");
  await expectNothingLost(cluster, memberNames(3), log);

  await restartByHand(kube, cluster);
  await erase(kube);
  await kube.run("delete", "namespace", NAMESPACE, "--wait=false");
  return figures;
}

/**
 * Restart of a single member; scale 1, 3, 5, 3, a variable online and one by restart, under a writer; delete and adopt again; restart by hand with
 * OnDelete; delete with everything.
 */
export const changes: Scenario = { name: "scale, change variables, delete and adopt", run };
