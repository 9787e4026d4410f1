import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { runScenarios } from "./run.ts";
import { setStage } from "./stage.ts";

const USAGE = `Usage: npm run e2e [-- --keep] [-- --context NAME] [-- WORD...]
Deploys the operator to the rig's cluster and proves it there; with words, only the scenarios whose names hold one.

  --context NAME  the cluster of this kubeconfig context instead; this machine has to reach its pod and Service
                  addresses, and what breaks nodes is skipped. Never the current context by itself.
  --keep          the operator that is deployed stays as it is

Results are kept in docs/results/e2e.json. Exit code: 0 when every scenario passed, 1 when one failed or none ran.
`;

const root = resolve(import.meta.dirname, "../../..");
const startedAt = performance.now();

function say(text: string): void {
  process.stdout.write(`[${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)}s] ${text}\n`);
}

const { values, positionals } = parseArgs({
  options: { help: { type: "boolean" }, keep: { type: "boolean" }, context: { type: "string" } },
  allowPositionals: true,
});
if (values.help === true) {
  process.stdout.write(USAGE);
} else {
  const options = { root, context: values.context, keep: values.keep === true, say };
  const { passed, failed, skipped } = await setStage(options)
    .then((stage) => runScenarios(stage, positionals))
    .catch((error: unknown) => {
      say(`the stage could not be set: ${error instanceof Error ? error.message : String(error)}`);
      return { passed: 0, failed: 1, skipped: 0 };
    });
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
  // A scenario that failed may have left writers behind.
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
