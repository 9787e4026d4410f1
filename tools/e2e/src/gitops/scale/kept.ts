import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scalePage } from "./page.ts";
import type { Measured } from "./row.ts";

/** Rows by way and number of clusters, with one in the place of what it was last. */
export function withRow(rows: readonly Measured[], measured: Measured): readonly Measured[] {
  const others = rows.filter(
    ({ variant, clusters }) => variant !== measured.variant || clusters !== measured.clusters,
  );
  return [...others, measured].sort(
    (left, right) =>
      left.clusters - right.clusters || left.variant.localeCompare(right.variant, "en", { numeric: true }),
  );
}

/** Writes what a fleet costs in one way to `docs/results/gitops-scale.json`, and the page of all. */
export function keepScale(root: string, measured: Measured): void {
  const folder = join(root, "docs/results");
  const path = join(folder, "gitops-scale.json");
  const rows = withRow(existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [], measured);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${JSON.stringify(rows, undefined, 2)}\n`);
  writeFileSync(join(folder, "gitops-scale.md"), scalePage(rows));
}
