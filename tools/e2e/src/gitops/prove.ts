import { outputOf } from "../command.ts";
import { E2eFault, expectThat } from "../e2e-fault.ts";
import { type Figures, rigOf, type Stage } from "../scenario.ts";
import { testedCluster } from "../tested-cluster.ts";
import { controllersOf } from "./controllers.ts";
import { ORDERS } from "./definitions.ts";
import { makeFleet } from "./fleet.ts";
import { keepSteps } from "./kept.ts";
import type { KeptStep } from "./page.ts";
import type { Proof, Step, StepResult } from "./proof.ts";
import { BEGIN, END } from "./steps-begin.ts";
import { BROKEN, UNKNOWN_IMAGE } from "./steps-broken.ts";
import { CHANGES, LATER_CHANGES } from "./steps-change.ts";
import { DRIFT } from "./steps-drift.ts";
import { AWAY, TROUBLE } from "./steps-trouble.ts";
import type { Tool } from "./tool.ts";

/** All that is proven of a tool, in its order: each step begins where the one before ended. */
const STEPS: readonly Step[] = [
  ...BEGIN,
  ...CHANGES,
  ...DRIFT,
  ...BROKEN,
  ...TROUBLE,
  ...LATER_CHANGES,
  ...UNKNOWN_IMAGE,
  ...AWAY,
  ...END,
];

interface Outcome extends KeptStep {
  readonly result?: StepResult;
}

async function carryOut({ name, run }: Step, proof: Proof): Promise<Outcome> {
  const { say } = proof.stage;
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1000);
  try {
    const result = await run(proof);
    say(`${name} (${seconds()} s) ${JSON.stringify(result.figures)}`);
    return { name, seconds: seconds(), figures: result.figures, result };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    say(`FAILED ${name} (${seconds()} s): ${problem}`);
    return { name, seconds: seconds(), figures: {}, problem };
  }
}

/** An empty cluster with the operator's image on its node. */
async function emptyCluster(stage: Stage): Promise<void> {
  const rig = rigOf(stage);
  await rig.wipe();
  await rig.up(1);
  await outputOf("npm", ["run", "-s", "deploy:dev", "--", "--image-only"], {
    cwd: stage.root,
    timeout: 600_000,
  });
}

async function carryOutAll(first: Proof): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let proof = first;
  for (const step of STEPS.filter(({ inCore }) => inCore === true || !first.stage.core)) {
    const outcome = await carryOut(step, proof);
    outcomes.push(outcome);
    const { writer = proof.writer, server = proof.server } = outcome.result ?? {};
    proof = { ...proof, writer, server };
    if (!first.stage.core) keepSteps(first.stage.root, first.tool.name, outcomes);
    // Nothing later can hold without the operator and its cluster.
    if (outcome.problem !== undefined && BEGIN.includes(step)) break;
  }
  await proof.writer?.stop();
  await proof.server.stop();
  return outcomes;
}

/**
 * Proves a tool on a cluster that was emptied for it: from the bootstrap on everything happens by commits to a fleet of
 * its own.
 */
export async function proveTool(stage: Stage, tool: Tool): Promise<Figures> {
  const rig = rigOf(stage);
  await emptyCluster(stage);
  stage.say("the cluster is empty");
  const controllers = controllersOf(stage.root, rig.kubeconfig);
  await controllers.wipe();
  await controllers.start(tool.name);
  const fleet = await makeFleet(stage.root, () => tool.announce(stage.kube));
  try {
    const server = await controllers.serve(fleet.served);
    const cluster = testedCluster(stage.kube, ORDERS.dev, ORDERS.name);
    const outcomes = await carryOutAll({
      stage,
      rig,
      tool,
      controllers,
      fleet,
      cluster,
      server,
      writer: undefined,
    });
    const failed = outcomes.filter(({ problem }) => problem !== undefined);
    const told = failed.map(({ name, problem }) => `${name}: ${problem}`).join("\n");
    if (failed.length > 0) throw new E2eFault("finding", told);
    expectThat(outcomes.length > 0, "no step was carried out");
    const first =
      outcomes.find(({ figures }) => figures.commitToReady !== undefined)?.figures.commitToReady ?? "";
    return { steps: outcomes.length, commitToReady: first };
  } finally {
    await controllers.wipe();
    fleet.remove();
  }
}
