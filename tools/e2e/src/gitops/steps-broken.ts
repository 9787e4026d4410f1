import { setTimeout as delay } from "node:timers/promises";
import { expectThat } from "../e2e-fault.ts";
import { eventually } from "../retry.ts";
import { CLUSTER_FILE, DEV_PATCH } from "./definitions.ts";
import type { Pushed } from "./fleet.ts";
import {
  DEV_ORDERS,
  expectSameProcesses,
  type Proof,
  processes,
  type Step,
  type StepResult,
  serves,
  stateOf,
  synced,
} from "./proof.ts";

/** Waits until what syncs `orders` says it. Gives the milliseconds since the push, and the words. */
function told(proof: Proof, pushed: Pushed, pattern: RegExp) {
  return eventually(
    `${DEV_ORDERS} says ${pattern}`,
    async () => {
      const state = await stateOf(proof, DEV_ORDERS);
      expectThat(!(state.healthy && state.synced), `it is well at ${state.revision}`);
      expectThat(pattern.test(state.message), state.message);
      return { told: Math.round(performance.now() - pushed.at), message: state.message };
    },
    // Argo CD says nothing of a build that fails for its first three minutes (ARGOCD_REPO_ERROR_GRACE_PERIOD_SECONDS).
    { within: 300_000, every: 500 },
  );
}

/** Takes the last commit back with a commit, and waits until all is synced. */
async function revert(proof: Proof): Promise<number> {
  await proof.fleet.git("revert", "--no-edit", "HEAD");
  return synced(proof, await proof.fleet.push("pushed"));
}

async function brokenByHand(
  proof: Proof,
  message: string,
  edit: () => void,
  pattern: RegExp,
): Promise<StepResult> {
  const before = await processes(proof.cluster);
  edit();
  const pushed = await proof.fleet.push(message);
  const shown = await told(proof, pushed, pattern);
  proof.stage.say(shown.message);
  await serves(proof);
  const revertToSynced = await revert(proof);
  await expectSameProcesses(proof.cluster, before);
  return { figures: { told: shown.told, revertToSynced, restarts: 0 } };
}

const invalidYaml = (proof: Proof) =>
  brokenByHand(
    proof,
    "invalid YAML",
    () => proof.fleet.edit(DEV_PATCH, "spec:", "spec: [}"),
    /yaml|cluster\.patch/i,
  );

const refused = (proof: Proof) =>
  brokenByHand(
    proof,
    "a spec that the API refuses",
    () => proof.fleet.edit(DEV_PATCH, "spec:\n", "spec:\n  baseServerId: -1\n"),
    /baseServerId/,
  );

const NO_SUCH = "docker.io/library/no-such-mysql";

async function unknownImage(proof: Proof): Promise<StepResult> {
  const { fleet, stage, cluster } = proof;
  fleet.edit(CLUSTER_FILE, '  owner: "team-orders",', `  owner: "team-orders",\n  repository: "${NO_SUCH}",`);
  const pushed = await fleet.publish("an image that is nowhere");
  const found = await eventually(
    "the Cluster says that an image cannot be had",
    async () => {
      const object = await stage.kube.find("clusters.mysql.oracle.com", cluster.namespace, cluster.name);
      const conditions = object?.status?.conditions ?? [];
      const message = conditions.map((condition) => condition.message).join(" ");
      expectThat(/image/i.test(message), message);
      return { clusterTold: Math.round(performance.now() - pushed.at), message };
    },
    { within: 180_000, every: 500 },
  );
  stage.say(found.message);
  // A rolling restart that went on would come to the primary in this time.
  await delay(20_000);
  await serves(proof);
  const state = await stateOf(proof, DEV_ORDERS);
  expectThat(!state.healthy, `${DEV_ORDERS} is well: ${state.message}`);
  stage.say(state.message);
  const revertToSynced = await revert(proof);
  await cluster.ready(3, 300_000);
  await serves(proof);
  return { figures: { clusterTold: found.clusterTold, revertToSynced } };
}

/** A commit that is broken leaves the database serving and is shown where a person looks. */
export const BROKEN: readonly Step[] = [
  { name: "a commit of invalid YAML", run: invalidYaml },
  { name: "a commit that the API refuses", run: refused },
];

/** What a tool waits for in vain: how long it does decides how soon the commit that mends it is synced. */
export const UNKNOWN_IMAGE: readonly Step[] = [{ name: "a commit with an unknown image", run: unknownImage }];
