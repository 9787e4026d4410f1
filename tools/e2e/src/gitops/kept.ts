import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ToolName } from "./controllers.ts";
import { gitopsPage, type KeptProofs, type KeptStep } from "./page.ts";

function keep(root: string, change: (kept: KeptProofs) => KeptProofs): void {
  const folder = join(root, "docs/results");
  const path = join(folder, "gitops.json");
  const all = change(existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {});
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${JSON.stringify(all, undefined, 2)}\n`);
  writeFileSync(join(folder, "gitops.md"), gitopsPage(all));
}

/** Writes a tool's steps to `docs/results/gitops.json`, in the place of its last ones, and the page of all. */
export function keepSteps(root: string, tool: ToolName, steps: readonly KeptStep[]): void {
  const own = steps.map(({ name, seconds, figures, problem }) => ({
    name,
    seconds,
    figures,
    ...(problem === undefined ? {} : { problem }),
  }));
  keep(root, (kept) => ({ ...kept, [tool]: { date: new Date().toISOString().slice(0, 10), steps: own } }));
}
