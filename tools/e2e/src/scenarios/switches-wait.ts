import { setTimeout as delay } from "node:timers/promises";
import { expectThat } from "../e2e-fault.ts";
import { expectNothingLost } from "../ledger.ts";
import { eventually } from "../retry.ts";
import { doublePrimaries, startSampler } from "../sampler.ts";
import { type Figures, rigOf, type Scenario, type Stage } from "../scenario.ts";
import { settledPrimary } from "../switchover.ts";
import { type TestedCluster, testedCluster } from "../tested-cluster.ts";
import { longestGap, runOnPrimary, startWriter } from "../writer.ts";
import { SEED } from "./create.ts";
import { nodeOf, prepareForLossOf } from "./failover.ts";

/** Doubled as often, eight rows are enough for a copy that takes minutes: each costs a millisecond or more. */
const DOUBLINGS = 13;
const ALTER =
  "ALTER TABLE e2e.rows_there ADD COLUMN h CHAR(128) AS (SHA2(REPEAT(pad, 400000), 512)) STORED, ALGORITHM=COPY";

/** A switch never blocks writes for longer, in milliseconds. */
const LONGEST_SWITCH = 5_000;

/** The bound of the spec in the rolling restart, and how long the pod that is deleted leaves clients: 30 s, as bash counts them. */
const BOUND = "10s";
const POD_WAITS = 29_000;

/** From so long after a member was expelled, no commit takes longer than this, in milliseconds. */
const CALM_AFTER = 20_000;
const LONGEST_COMMIT = 500;
const OFF_FOR = 75_000;

async function fill(cluster: TestedCluster): Promise<void> {
  await runOnPrimary(cluster, [
    "DROP TABLE IF EXISTS e2e.rows_there",
    "CREATE TABLE e2e.rows_there (id INT AUTO_INCREMENT PRIMARY KEY, pad CHAR(200) NOT NULL DEFAULT 'x')",
    "INSERT INTO e2e.rows_there () VALUES (),(),(),(),(),(),(),()",
    ...Array.from(
      { length: DOUBLINGS },
      () => "INSERT INTO e2e.rows_there (pad) SELECT pad FROM e2e.rows_there",
    ),
  ]);
}

interface Outcome {
  readonly gap: number;
  readonly outcome: string;
  readonly seconds: number;
}

/** Begins the ALTER on the primary, does what makes the operator or the pod hand over, and waits for the cluster to be well again. */
async function duringAlter(
  stage: Stage,
  cluster: TestedCluster,
  tag: string,
  begin: (primary: string) => Promise<unknown>,
): Promise<Outcome> {
  await fill(cluster);
  await cluster.ready(SEED.members.length, 180_000);
  const primary = await settledPrimary(cluster);
  const sampler = startSampler(cluster, SEED.members);
  const writer = startWriter(cluster, `${tag} ${Date.now() % 1e6}`);
  const session = await cluster.connect({ member: primary });
  const alter = session.query({ sql: ALTER, timeout: 300_000 }).then(
    () => "done",
    (fault: Error) => fault.message.replace(/^.*?\): /, ""),
  );
  await delay(2_000);
  const begunAt = performance.now();
  await begin(primary);
  const outcome = await alter;
  const seconds = Math.round((performance.now() - begunAt) / 100) / 10;
  await eventually(
    "another member is the primary",
    async () => ((await cluster.primary()) === primary ? undefined : true),
    { within: 120_000 },
  );
  await cluster.online(SEED.members, 300_000);
  await cluster.ready(SEED.members.length, 300_000);
  const log = await writer.stop();
  await sampler.stop();
  session.destroy();
  const both = doublePrimaries(sampler.samples);
  expectThat(both.length === 0, `two members would have acknowledged writes: ${JSON.stringify(both[0])}`);
  await expectNothingLost(cluster, SEED.members, log);
  const gap = Math.round(longestGap(log, begunAt));
  stage.say(`${tag}: write gap ${gap} ms, the ALTER ended after ${seconds} s: ${outcome}`);
  expectThat(gap <= LONGEST_SWITCH, `writes were blocked for ${gap} ms`);
  expectThat(outcome.includes("interrupted"), `the ALTER was not ended: ${outcome}`);
  return { gap, outcome, seconds };
}

async function patch({ kube }: Stage, spec: object): Promise<void> {
  const text = JSON.stringify({ spec });
  await kube.run(
    ...["patch", "clusters.mysql.oracle.com", SEED.name, "-n", SEED.namespace],
    ...["--type=merge", "-p", text],
  );
}

async function rollingRestart(stage: Stage): Promise<Figures> {
  const cluster = testedCluster(stage.kube, SEED.namespace, SEED.name);
  const isWaiting = () =>
    eventually(
      "the condition says whom the switch waits for",
      async () => {
        const found = await stage.kube.find("clusters.mysql.oracle.com", SEED.namespace, SEED.name);
        const message = found?.status?.conditions?.find(({ type }) => type === "Reconciling")?.message ?? "";
        if (!message.includes("the switch waits for ALTER TABLE in session")) return undefined;
        expectThat(!message.includes("rows_there"), `the condition has the statement's text: ${message}`);
        return true;
      },
      { within: 180_000, every: 250 },
    );
  const { gap, seconds } = await duringAlter(stage, cluster, "ALTER, rolling restart", async () => {
    await patch(stage, { updateStrategy: { maxSwitchoverWait: BOUND }, variables: { back_log: 93 } });
    await isWaiting();
  });
  await patch(stage, { updateStrategy: { maxSwitchoverWait: null }, variables: { back_log: null } });
  await cluster.ready(SEED.members.length, 300_000);
  return { gap, alterEndedAfterSeconds: seconds };
}

async function podDeletion(stage: Stage): Promise<Figures> {
  const cluster = testedCluster(stage.kube, SEED.namespace, SEED.name);
  const { gap, seconds } = await duringAlter(stage, cluster, "ALTER, pod deleted", (primary) =>
    stage.kube.run("delete", "pod", primary, "-n", SEED.namespace, "--wait=false"),
  );
  expectThat(seconds * 1_000 >= POD_WAITS, `the ALTER was ended after ${seconds} s`);
  return { gap, alterEndedAfterSeconds: seconds };
}

/** When a member was expelled: the others have no row of it any more. */
async function expulsion(cluster: TestedCluster, primary: string): Promise<number> {
  const connection = await cluster.connect({ member: primary });
  const sql = "SELECT COUNT(*) AS members FROM performance_schema.replication_group_members";
  await eventually(
    "the member is expelled",
    async () => {
      const [row] = await connection.query({ sql, timeout: 5_000 });
      return Number(row?.members) < SEED.members.length ? true : undefined;
    },
    { within: 60_000, every: 200 },
  ).finally(() => connection.destroy());
  return performance.now();
}

async function silentHost(stage: Stage): Promise<Figures> {
  const { kube, say } = stage;
  const rig = rigOf(stage);
  const cluster = testedCluster(kube, SEED.namespace, SEED.name);
  await cluster.ready(SEED.members.length, 300_000);
  const primary = await settledPrimary(cluster);
  const secondary = SEED.members.find((member) => member !== primary) ?? "";
  const node = await nodeOf(cluster, secondary);
  await prepareForLossOf(node, rig, kube);
  const writer = startWriter(cluster, `silent host ${Date.now() % 1e6}`);
  await delay(2_000);
  await rig.node(node, "kill");
  const cutAt = performance.now();
  const expelledAt = await expulsion(cluster, primary).catch(async (fault) => {
    await rig.node(node, "boot");
    throw fault;
  });
  await delay(Math.max(0, cutAt + OFF_FOR - performance.now()));
  const log = await writer.stop();
  await rig.node(node, "boot");
  await cluster.online(SEED.members, 300_000);
  await cluster.ready(SEED.members.length, 120_000);
  await expectNothingLost(cluster, SEED.members, log);
  const times = log.acknowledged.map(({ at }) => at);
  const commits = times.slice(1).map((at, index) => ({ at, took: at - (times[index] ?? at) }));
  const slow = (from: number) => commits.filter(({ at, took }) => at > from && took > LONGEST_COMMIT);
  const calm = commits.filter(({ at }) => at > expelledAt + CALM_AFTER).map(({ took }) => took);
  const longest = Math.round(Math.max(0, ...calm));
  say(
    `expelled after ${Math.round(expelledAt - cutAt)} ms; ${slow(cutAt).length} slow commits, ${slow(expelledAt + CALM_AFTER).length} from 20 s after it on; longest then ${longest} ms of ${calm.length}`,
  );
  expectThat(calm.length > 0, "nothing was written while the node was off");
  expectThat(longest <= LONGEST_COMMIT, `a commit took ${longest} ms while the node was off`);
  return {
    expelledAfter: Math.round(expelledAt - cutAt),
    slowCommitsBefore: slow(cutAt).length - slow(expelledAt + CALM_AFTER).length,
    longestCommitAfter: longest,
    commitsAfter: calm.length,
  };
}

/** What a planned switch costs clients while a schema change runs, and what a host that stays silent costs. */
export const switchesWait: readonly Scenario[] = [
  { name: "long ALTER during a rolling restart", isLong: true, run: rollingRestart },
  { name: "long ALTER while the primary's pod is deleted", run: podDeletion },
  { name: "commits while the host of an expelled member is silent", needsRig: true, run: silentHost },
];
