import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Comparison } from "./comparison.ts";
import { predictionsText } from "./table.ts";

/** What the scenarios compared, each in a part of its own. */
export type Comparisons = Readonly<Record<string, readonly Comparison[]>>;

/** Writes a scenario's comparisons to `docs/results`, in the place of its last ones, and the table of all. */
export function keepComparisons(root: string, part: string, comparisons: readonly Comparison[]): void {
  const folder = join(root, "docs/results");
  const path = join(folder, "predictions.json");
  const kept: Comparisons = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  const all = { ...kept, [part]: comparisons };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${JSON.stringify(all, undefined, 2)}\n`);
  writeFileSync(join(folder, "predictions.md"), predictionsText(Object.values(all).flat()));
}
