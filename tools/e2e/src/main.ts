import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { outputOf } from "./command.ts";
import { kubectl } from "./kube.ts";
import { keepResult } from "./results.ts";
import { findRig } from "./rig.ts";
import type { Figures, Scenario, ScenarioResult, Stage } from "./scenario.ts";
import { changes } from "./scenarios/change.ts";
import { createSeed } from "./scenarios/create.ts";
import { failovers } from "./scenarios/failover.ts";
import { fullOutages } from "./scenarios/full-outage.ts";
import { lostVolume } from "./scenarios/lost-volume.ts";
import { operatorKilled } from "./scenarios/operator-killed.ts";
import { quiet } from "./scenarios/quiet.ts";
import { randomUid } from "./scenarios/random-uid.ts";

const SCENARIOS: readonly Scenario[] = [
  createSeed,
  ...failovers,
  fullOutages,
  lostVolume,
  quiet,
  operatorKilled,
  randomUid,
  changes,
];

const USAGE = `Usage: npm run e2e [-- --keep] [-- WORD...]
Deploys the operator to the rig's cluster and proves it there; with words, only the scenarios whose names hold one.
--keep: the operator that is deployed stays as it is.
`;

const root = resolve(import.meta.dirname, "../../..");
const startedAt = performance.now();

function say(text: string): void {
  process.stdout.write(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)}s] ${text}\n`);
}

async function runScenario(scenario: Scenario, stage: Stage): Promise<ScenarioResult> {
  say(`== ${scenario.name}`);
  const began = performance.now();
  let figures: Figures = {};
  let problem: string | undefined;
  try {
    figures = await scenario.run(stage);
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  say(`${problem === undefined ? "passed" : `FAILED: ${problem}`} (${seconds} s) ${JSON.stringify(figures)}`);
  const result = { name: scenario.name, passed: problem === undefined, seconds, figures };
  return problem === undefined ? result : { ...result, problem };
}

async function prove(words: readonly string[], keep: boolean): Promise<readonly ScenarioResult[]> {
  const rig = findRig(root, process.env);
  await rig.up(3);
  say("the rig is up");
  const kube = kubectl(rig.kubectl, rig.kubeconfig);
  if (!keep) await outputOf("npm", ["run", "-s", "deploy:dev"], { cwd: root, timeout: 600_000 });
  await kube.run(
    "-n",
    "grampus-system",
    "rollout",
    "status",
    "deployment/grampus-operator",
    "--timeout=120s",
  );
  say("the operator is deployed");
  const chosen = SCENARIOS.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  const results: ScenarioResult[] = [];
  for (const scenario of chosen) {
    const result = await runScenario(scenario, { root, rig, kube, say });
    results.push(result);
    keepResult(root, result);
  }
  await rig.routeServicesThrough("n1");
  return results;
}

const { values, positionals } = parseArgs({
  options: { help: { type: "boolean" }, keep: { type: "boolean" } },
  allowPositionals: true,
});
if (values.help === true) {
  process.stdout.write(USAGE);
} else {
  const results = await prove(positionals, values.keep === true).catch((error: unknown) => {
    const problem = error instanceof Error ? error.message : String(error);
    say(`the stage could not be set: ${problem}`);
    return [{ name: "the stage", passed: false, seconds: 0, figures: {}, problem }];
  });
  const failed = results.filter(({ passed }) => !passed).length;
  process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
  // A scenario that failed may have left writers behind.
  process.exit(failed === 0 ? 0 : 1);
}
