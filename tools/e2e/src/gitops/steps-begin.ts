import { setTimeout as delay } from "node:timers/promises";
import { expectNothingLost } from "../ledger.ts";
import { createLedger, startWriter } from "../writer.ts";
import { DEV_FILE, DEV_SAYS, firstDefinitions } from "./definitions.ts";
import { REPOSITORY } from "./fleet.ts";
import { type Proof, publish, type Step, type StepResult, synced } from "./proof.ts";
import { noDifference } from "./quiet.ts";

const QUIET_SECONDS = 60;

async function bootstrap(proof: Proof): Promise<StepResult> {
  const { fleet, tool, server, stage } = proof;
  fleet.write(firstDefinitions(tool, `${server.url}/${REPOSITORY}`));
  const pushed = await fleet.publish("the fleet");
  const bootstrappedAt = performance.now();
  for (const environment of ["dev", "staging"]) await tool.bootstrap(stage.kube, fleet.root, environment);
  await synced(proof, pushed, 4);
  return { figures: { bootstrapToOperator: Math.round(performance.now() - bootstrappedAt) } };
}

async function firstCluster(proof: Proof): Promise<StepResult> {
  const { cluster } = proof;
  const pushed = await publish(proof, "orders", [DEV_FILE, DEV_SAYS.noClusters, DEV_SAYS.clusters(1)]);
  await cluster.ready(1, 300_000);
  const commitToReady = Math.round(performance.now() - pushed.at);
  const commitToSynced = await synced(proof, pushed, 5);
  await createLedger(cluster);
  return { figures: { commitToReady, commitToSynced }, writer: startWriter(cluster, "gitops") };
}

async function quiet(proof: Proof): Promise<StepResult> {
  return { figures: await noDifference(proof, QUIET_SECONDS) };
}

async function nothingLost({ cluster, writer, stage: { say } }: Proof): Promise<StepResult> {
  if (writer === undefined) return { figures: {} };
  await delay(1000);
  const log = await writer.stop();
  const members = (await cluster.pods()).map(({ metadata }) => metadata.name);
  await expectNothingLost(cluster, members, log);
  say(`failures of the writer: ${JSON.stringify(log.failures)}`);
  return { figures: { rowsAcknowledged: log.acknowledged.length, rowsLost: 0 } };
}

/** An empty cluster, then the operator, then `orders`, and a minute in which nothing differs. */
export const BEGIN: readonly Step[] = [
  { name: "bootstrap: the operator on an empty cluster", inCore: true, run: bootstrap },
  { name: "orders by a commit", inCore: true, run: firstCluster },
  { name: "no difference", inCore: true, run: quiet },
];

/** Every row that was acknowledged is on every member. */
export const END: readonly Step[] = [
  { name: "no difference at the end", run: quiet },
  { name: "no row is lost", inCore: true, run: nothingLost },
];
