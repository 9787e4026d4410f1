import type { RingResult } from "./report.ts";
import type { Ring } from "./ring.ts";

/** One workspace's part of a ring and what came of it. */
export interface Part {
  readonly ring: Ring;
  readonly workspace: string;
  readonly result: RingResult;
}

/** All parts of a run. */
export interface Run {
  readonly parts: readonly Part[];
  /** Rings whose command failed although none of their tests did (an error outside of any test). */
  readonly brokenRings: readonly string[];
  /** Whether a skipped test is a failure: in CI, where everything the rings need is there. */
  readonly nothingMayBeSkipped: boolean;
}

/** The numbers of a run's last line. */
interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds up a run; a ring that broke outside of its tests counts as one failure. */
function totalsOf({ parts, brokenRings }: Run): Totals {
  const sum = (count: (part: Part) => number) => parts.reduce((total, part) => total + count(part), 0);
  return {
    passed: sum((part) => part.result.passed),
    failed: sum((part) => part.result.failures.length) + brokenRings.length,
    skipped: sum((part) => part.result.skipped),
  };
}

/** 0 when tests ran and none failed, 1 otherwise. */
export function exitCodeOf(run: Run): 0 | 1 {
  const { passed, failed, skipped } = totalsOf(run);
  if (failed > 0 || passed === 0) return 1;
  return run.nothingMayBeSkipped && skipped > 0 ? 1 : 0;
}

function tableLines(parts: readonly Part[]): readonly string[] {
  const rows = parts.map(({ ring, workspace, result }) => [
    ring.name,
    workspace,
    String(result.passed),
    String(result.failures.length),
    String(result.skipped),
    result.cached ? "cached" : "",
  ]);
  const table = [["ring", "workspace", "passed", "failed", "skipped", ""], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function failureLines({ parts, brokenRings }: Run): readonly string[] {
  const failures = parts.flatMap(({ ring, result }) =>
    result.failures.map(({ file, test, message }) => {
      const name = test === undefined ? "" : ` > ${test}`;
      return `failed in ${ring.name}: ${file}${name}: ${message}`;
    }),
  );
  const broken = brokenRings.map(
    (ring) => `failed in ${ring}: an error outside of any test; see its output above`,
  );
  return [...failures, ...broken];
}

function skipLines({ parts, nothingMayBeSkipped }: Run): readonly string[] {
  const rings = [...new Set(parts.map((part) => part.ring))];
  return rings.flatMap((ring) => {
    const skipped = parts.reduce((sum, part) => sum + (part.ring === ring ? part.result.skipped : 0), 0);
    if (skipped === 0) return [];
    const needs = ring.needs === undefined ? "" : `; it needs ${ring.needs.what}: ${ring.needs.how}`;
    const verdict = nothingMayBeSkipped ? "; here nothing may be skipped" : "";
    return [`skipped in ${ring.name}: ${skipped}${needs}${verdict}`];
  });
}

/** What a person reads at the end; the last line is `N passed, N failed`, with `, N skipped` when there are any. */
export function summaryText(run: Run): string {
  const { passed, failed, skipped } = totalsOf(run);
  const last = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  const blocks = [tableLines(run.parts), failureLines(run), skipLines(run)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"));
  return `${[...blocks, last].join("\n\n")}\n`;
}
