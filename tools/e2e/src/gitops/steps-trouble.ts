import { setTimeout as delay } from "node:timers/promises";
import { expectThat } from "../e2e-fault.ts";
import { eventually } from "../retry.ts";
import { CLUSTER_FILE, ORDERS } from "./definitions.ts";
import { compareWithGit, writtenBetween } from "./differences.ts";
import {
  DEV_ORDERS,
  expectSameProcesses,
  hasValue,
  type Proof,
  processes,
  publish,
  type Step,
  type StepResult,
  serves,
  stateOf,
  synced,
} from "./proof.ts";
import { hasSynced } from "./tool.ts";

async function killedMidSync(proof: Proof): Promise<StepResult> {
  const { tool, controllers, stage } = proof;
  const pushed = await publish(proof, "a longer queue again", [CLUSTER_FILE, "back_log: 91", "back_log: 92"]);
  const state = await eventually(
    `${DEV_ORDERS} is in the middle of it`,
    async () => {
      const found = await stateOf(proof, DEV_ORDERS);
      return found.revision === pushed.revision && !hasSynced(pushed, found) ? found : undefined;
    },
    { within: 120_000, every: 50 },
  );
  stage.say(`killed while ${state.message}`);
  controllers.kill(tool.applier);
  await delay(3000);
  await controllers.start(tool.name);
  const restartedAt = performance.now();
  await hasValue(proof, 3, "back_log", "92", pushed.at);
  await synced(proof, pushed);
  await proof.cluster.ready(3, 120_000);
  await serves(proof);
  return { figures: { restartToSynced: Math.round(performance.now() - restartedAt) } };
}

/** Objects of the fleet that were written between two looks, those aside that sync. */
async function writtenBy(proof: Proof, act: () => Promise<void>): Promise<readonly string[]> {
  const { stage, fleet } = proof;
  const before = await compareWithGit(stage.kube, fleet.root);
  await act();
  const after = await compareWithGit(stage.kube, fleet.root);
  return writtenBetween(before, after);
}

async function sameTwice(proof: Proof): Promise<StepResult> {
  const { fleet, tool, stage } = proof;
  const written = await writtenBy(proof, async () => {
    await synced(proof, await fleet.push("nothing new"));
    for (const { name } of await tool.states(stage.kube)) await tool.refresh(stage.kube, name);
    await delay(15_000);
  });
  expectThat(written.length === 0, `the same content twice writes ${written.join(", ")}`);
  return { figures: { written: 0 } };
}

async function forcedBack(proof: Proof): Promise<StepResult> {
  const { fleet } = proof;
  const base = (await fleet.git("rev-parse", "HEAD")).trim();
  await synced(
    proof,
    await publish(proof, "to be forgotten", [CLUSTER_FILE, "max_connections: 101", "max_connections: 102"]),
  );
  await hasValue(proof, 3, "max_connections", "102", performance.now());
  const pushed = await fleet.forceBack(base);
  const forceToValue = await hasValue(proof, 3, "max_connections", "101", pushed.at);
  const forceToSynced = await synced(proof, pushed);
  return { figures: { forceToValue, forceToSynced } };
}

/** The Cluster and its volumes, by what would be another after they were made again. */
async function identity({ stage: { kube }, cluster }: Proof): Promise<string> {
  const found = await kube.find("clusters.mysql.oracle.com", cluster.namespace, cluster.name);
  const claims = await kube.list("persistentvolumeclaims", cluster.namespace);
  expectThat(found !== undefined, `${cluster.name} is gone`);
  return [found, ...claims].map(({ metadata }) => metadata.uid).join(" ");
}

async function syncDeleted(proof: Proof): Promise<StepResult> {
  const { tool, stage, cluster, fleet } = proof;
  const before = [await identity(proof), ...(await processes(cluster))];
  const deletedAt = performance.now();
  await stage.kube.run("delete", tool.kind, DEV_ORDERS, "-n", tool.namespace, "--timeout=120s");
  await tool.refresh(stage.kube, tool.root("dev"));
  const backAgain = await eventually(
    `${DEV_ORDERS} is there again`,
    async () =>
      (await stateOf(proof, DEV_ORDERS)).healthy ? Math.round(performance.now() - deletedAt) : undefined,
    { within: 240_000, every: 500 },
  );
  await stage.kube.run("delete", "-k", `${fleet.root}/environments/dev/gitops`, "--timeout=180s");
  await delay(20_000);
  const left = (await tool.states(stage.kube)).filter(({ name }) => name.includes("dev"));
  expectThat(left.length === 0, `${left.map(({ name }) => name).join(", ")} are left`);
  expectThat(
    String([await identity(proof), ...(await processes(cluster))]) === String(before),
    "something was made again",
  );
  await serves(proof);
  await stage.kube.run("get", "namespace", ORDERS.dev);
  const bootstrappedAt = performance.now();
  await tool.bootstrap(stage.kube, fleet.root, "dev");
  const revision = (await fleet.git("rev-parse", "HEAD")).trim();
  const bootstrappedAgain = await synced(proof, { revision, at: bootstrappedAt });
  expectThat(
    String([await identity(proof), ...(await processes(cluster))]) === String(before),
    "something was made again",
  );
  return { figures: { backAgain, bootstrappedAgain, restarts: 0 } };
}

const AWAY_SECONDS = 600;

async function repositoryAway(proof: Proof): Promise<StepResult> {
  const { server, controllers, fleet, tool, stage, cluster } = proof;
  const before = await processes(cluster);
  await server.stop();
  const awayAt = performance.now();
  await publish(proof, "pushed while nobody can read it", [
    CLUSTER_FILE,
    "max_connections: 101",
    "max_connections: 103",
  ]);
  const message = await eventually(
    "the tool says that the repository is away",
    () => tool.sourceProblem(stage.kube),
    {
      within: AWAY_SECONDS * 1000,
      every: 1000,
    },
  );
  const told = Math.round(performance.now() - awayAt);
  stage.say(message);
  await delay(Math.max(0, awayAt + AWAY_SECONDS * 1000 - performance.now()));
  await serves(proof);
  const again = await controllers.serve(fleet.served);
  const backAt = performance.now();
  const revision = (await fleet.git("rev-parse", "HEAD")).trim();
  const backToSynced = await synced(proof, { revision, at: backAt });
  await hasValue(proof, 3, "max_connections", "103", backAt);
  await expectSameProcesses(cluster, before);
  return { figures: { awaySeconds: AWAY_SECONDS, told, backToSynced, restarts: 0 }, server: again };
}

/** What befalls the tools. */
export const TROUBLE: readonly Step[] = [
  { name: "the controller is killed in the middle of a sync", run: killedMidSync },
  { name: "the same content twice", run: sameTwice },
  { name: "a branch that was forced back", run: forcedBack },
  { name: "what syncs is deleted", run: syncDeleted },
];

/** The Git server does not answer for some minutes. */
export const AWAY: readonly Step[] = [{ name: "the repository is away", run: repositoryAway }];
