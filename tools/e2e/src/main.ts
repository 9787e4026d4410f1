import { resolve } from "node:path";
import { type Arguments, argumentsFrom } from "./arguments.ts";
import { type Counts, chosenScenarios, runScenarios } from "./run.ts";
import { setStage } from "./stage.ts";

const USAGE = `Usage: npm run e2e [-- --core] [-- --keep] [-- --context NAME] [-- WORD...]
Deploys the operator to the rig's cluster and proves it there; with words, only the scenarios whose names hold one.

  --context NAME  the cluster of this kubeconfig context instead; this machine has to reach its pod and Service
                  addresses, and what breaks nodes is skipped. Never the current context by itself.
  --core          all but the longest scenarios, with fewer rounds: what CI runs; results are not kept
  --keep          the operator that is deployed stays as it is

Results are kept in docs/results/e2e.json. Exit code: 0 when every scenario passed, 1 when one failed or none ran,
2 for wrong arguments.
`;

const root = resolve(import.meta.dirname, "../../..");
const startedAt = performance.now();

function say(text: string): void {
  process.stdout.write(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)}s] ${text}\n`);
}

async function stageAndRun({ context, keep, core, words }: Arguments): Promise<Counts> {
  const scenarios = chosenScenarios(words, core);
  const bare = scenarios.every(({ emptiesCluster }) => emptiesCluster === true);
  return runScenarios(await setStage({ root, context, keep, core, bare, say }), scenarios);
}

async function prove(asked: Arguments): Promise<number> {
  const { passed, failed, skipped } = await stageAndRun(asked).catch((error: unknown) => {
    say(`the stage could not be set: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

const asked = argumentsFrom(process.argv.slice(2));
if ("problem" in asked) {
  process.stderr.write(`e2e: ${asked.problem}\n`);
  process.exitCode = 2;
} else if (asked.help) {
  process.stdout.write(USAGE);
} else {
  // A scenario that failed may have left writers behind.
  process.exit(await prove(asked));
}
