import { expectThat } from "../e2e-fault.ts";
import { OPERATOR } from "../operator-pods.ts";
import { eventually } from "../retry.ts";
import { testedCluster } from "../tested-cluster.ts";
import { longestGap } from "../writer.ts";
import { CLUSTER_FILE, DEV_FILE, DEV_SAYS, ORDERS } from "./definitions.ts";
import {
  expectSameProcesses,
  hasValue,
  type Proof,
  processes,
  publish,
  type Step,
  type StepResult,
  serves,
  synced,
} from "./proof.ts";
import { noDifference } from "./quiet.ts";

/** After an operation. */
const QUIET_SECONDS = 20;

async function dynamicVariable(proof: Proof): Promise<StepResult> {
  const before = await processes(proof.cluster);
  const pushed = await publish(proof, "more connections", [
    CLUSTER_FILE,
    "max_connections: 100",
    "max_connections: 101",
  ]);
  const commitToValue = await hasValue(proof, 1, "max_connections", "101", pushed.at);
  const commitToSynced = await synced(proof, pushed);
  await expectSameProcesses(proof.cluster, before);
  return { figures: { commitToValue, commitToSynced, restarts: 0 } };
}

async function scale(proof: Proof): Promise<StepResult> {
  const before = await processes(proof.cluster);
  const pushed = await publish(proof, "three members", [
    DEV_FILE,
    DEV_SAYS.clusters(1),
    DEV_SAYS.clusters(3),
  ]);
  await proof.cluster.ready(3, 300_000);
  const commitToReady = Math.round(performance.now() - pushed.at);
  const commitToSynced = await synced(proof, pushed);
  const kept = (await processes(proof.cluster)).filter((process) => before.includes(process));
  expectThat(kept.length === before.length, "the member that was there was restarted");
  return { figures: { commitToReady, commitToSynced, ...(await noDifference(proof, QUIET_SECONDS)) } };
}

async function staticVariable(proof: Proof): Promise<StepResult> {
  const pushed = await publish(proof, "a longer queue", [CLUSTER_FILE, "back_log: 90", "back_log: 91"]);
  const commitToValue = await hasValue(proof, 3, "back_log", "91", pushed.at);
  await proof.cluster.ready(3, 300_000);
  const commitToReady = Math.round(performance.now() - pushed.at);
  const commitToSynced = await synced(proof, pushed);
  await serves(proof);
  const gap = proof.writer === undefined ? 0 : Math.round(longestGap(proof.writer, pushed.at));
  return {
    figures: {
      commitToValue,
      commitToReady,
      commitToSynced,
      gap,
      ...(await noDifference(proof, QUIET_SECONDS)),
    },
  };
}

async function promotion(proof: Proof): Promise<StepResult> {
  const { fleet, stage } = proof;
  const name = ORDERS.name;
  await fleet.grampus("release", name);
  await synced(proof, await fleet.push("a release of orders"));
  await fleet.grampus("promote", name, "--to", "staging");
  const pushed = await fleet.push("orders to staging");
  await testedCluster(stage.kube, ORDERS.staging, name).ready(3, 300_000);
  const commitToReady = Math.round(performance.now() - pushed.at);
  const commitToSynced = await synced(proof, pushed);
  await serves(proof);
  return { figures: { commitToReady, commitToSynced, ...(await noDifference(proof, QUIET_SECONDS)) } };
}

/** A build of the operator under another tag: the image that is there, which is all that an upgrade changes for the tools. */
const NEXT_TAG = "next";

async function operatorUpgrade(proof: Proof): Promise<StepResult> {
  const { rig, stage, cluster } = proof;
  const find = async () => {
    const text = await stage.kube.run(
      "get",
      "deployment",
      OPERATOR.name,
      "-n",
      OPERATOR.namespace,
      "-o",
      "json",
    );
    const deployment: {
      readonly spec: {
        readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
      };
    } = JSON.parse(text);
    return deployment.spec.template.spec.containers[0]?.image ?? "";
  };
  const image = await find();
  const next = image.replace(/:[^:]*$/, `:${NEXT_TAG}`);
  await rig.exec("n1", "ctr", "-n", "k8s.io", "images", "tag", "--force", image, next);
  const before = await processes(cluster);
  const settings = DEV_SAYS.operator.replace("{ ", `{ image: { tag: "${NEXT_TAG}" }, `);
  const pushed = await publish(proof, "the next operator", [DEV_FILE, DEV_SAYS.operator, settings]);
  await eventually(
    "the operator's image is the next",
    async () => ((await find()) === next ? true : undefined),
    { within: 120_000, every: 500 },
  );
  await stage.kube.run(
    "-n",
    OPERATOR.namespace,
    "rollout",
    "status",
    `deployment/${OPERATOR.name}`,
    "--timeout=180s",
  );
  const commitToRollout = Math.round(performance.now() - pushed.at);
  const commitToSynced = await synced(proof, pushed);
  await cluster.ready(3, 120_000);
  const quiet = await noDifference(proof, QUIET_SECONDS);
  await expectSameProcesses(cluster, before);
  await serves(proof);
  return { figures: { commitToRollout, commitToSynced, restarts: 0, ...quiet } };
}

/** Changes by commits alone. */
export const CHANGES: readonly Step[] = [
  { name: "a dynamic variable by a commit", inCore: true, run: dynamicVariable },
  { name: "one member becomes three by a commit", run: scale },
  { name: "a static variable by a commit", run: staticVariable },
];

/** What goes from environment to environment, and from version to version. */
export const LATER_CHANGES: readonly Step[] = [
  { name: "a release is promoted from dev to staging", run: promotion },
  { name: "the operator is upgraded by a commit", run: operatorUpgrade },
];
