import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import type { ScenarioResult } from "./scenario.ts";

interface KeptResult extends ScenarioResult {
  readonly date: string;
  /** The machine's load over one, five and fifteen minutes when the scenario ended. */
  readonly load: readonly number[];
}

/** Writes a scenario's result to `docs/results/e2e.json`, in the place of its last one. */
export function keepResult(root: string, result: ScenarioResult): void {
  const path = join(root, "docs/results/e2e.json");
  const kept: readonly KeptResult[] = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];
  const load = loadavg().map((value) => Number(value.toFixed(1)));
  const all = [
    ...kept.filter(({ name }) => name !== result.name),
    { ...result, date: new Date().toISOString(), load },
  ];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(all, undefined, 2)}\n`);
}
