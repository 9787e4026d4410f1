import { E2eFault } from "./e2e-fault.ts";
import { keepResult } from "./results.ts";
import type { Figures, Scenario, ScenarioResult, Stage } from "./scenario.ts";
import { SCENARIOS } from "./scenarios/order.ts";

/** How many scenarios came to what. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

async function runScenario(scenario: Scenario, stage: Stage): Promise<ScenarioResult> {
  const { say } = stage;
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

/** The scenarios whose names hold one of the words, all without words. */
export function chosenScenarios(words: readonly string[], core: boolean): readonly Scenario[] {
  const found = SCENARIOS.filter(
    ({ name, isLong }) =>
      (words.length === 0 || words.some((word) => name.includes(word))) && !(core && isLong === true),
  );
  if (found.length > 0) return found;
  const names = SCENARIOS.map(({ name }) => `\n  ${name}`).join("");
  throw new E2eFault("setup", `no scenario's name holds ${words.join(" or ")}; there are${names}`);
}

/** Runs scenarios one after the other, and keeps their results. */
export async function runScenarios(stage: Stage, scenarios: readonly Scenario[]): Promise<Counts> {
  const { rig, root, say } = stage;
  let [passed, failed, skipped] = [0, 0, 0];
  for (const scenario of scenarios) {
    if (scenario.needsRig === true && rig === undefined) {
      say(`== ${scenario.name}: skipped, it breaks nodes or reads the audit log: run it on the rig`);
      skipped += 1;
      continue;
    }
    const missing = scenario.missing?.(stage);
    if (missing !== undefined) {
      say(`== ${scenario.name}: SKIPPED, ${missing}`);
      skipped += 1;
      continue;
    }
    const result = await runScenario(scenario, stage);
    if (result.passed) passed += 1;
    else failed += 1;
    if (!stage.core) keepResult(root, result);
  }
  await rig?.routeServicesThrough("n1");
  return { passed, failed, skipped };
}
