import type { Mutant } from "./mutant.ts";
import type { Fate } from "./trial.ts";

/** A mutant and what became of it. */
export interface Trial {
  readonly mutant: Mutant;
  readonly fate: Fate;
}

/** The sum of a run. */
export interface Score {
  readonly killed: number;
  /** Mutants that are not equivalent. */
  readonly counted: number;
  /** Those that survived with no reason given. */
  readonly unexplained: readonly Trial[];
}

/** Counts: one whose tests never end counts as killed, an equivalent one not at all. */
export function scoreOf(trials: readonly Trial[]): Score {
  const counted = trials.filter(({ mutant }) => mutant.equivalent === undefined);
  const alive = counted.filter(({ fate }) => fate.kind === "survived");
  return {
    killed: counted.length - alive.length,
    counted: counted.length,
    unexplained: alive.filter(({ mutant }) => mutant.left === undefined),
  };
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function outcome({ mutant, fate }: Trial): string {
  if (mutant.equivalent !== undefined) return `equivalent: ${mutant.equivalent}`;
  if (fate.kind === "killed") return fate.by;
  if (fate.kind === "timed-out") return "tests that did not end";
  return `**survived**${mutant.left === undefined ? "" : `: ${mutant.left}`}`;
}

/** The page that is committed. */
export function pageText(trials: readonly Trial[]): string {
  const { killed, counted } = scoreOf(trials);
  const share = counted === 0 ? 0 : Math.floor((1000 * killed) / counted) / 10;
  return [
    "# Mutants",
    "",
    "Defects on purpose, one at a time, in the planner, the rules of the compiler and the GTID algebra, and the first test",
    "that noticed each. Made by `npm run mutants`; the defects are in `tools/mutants/src/table.ts`.",
    "",
    `${killed} of ${counted} killed (${share} %); ${trials.length - counted} more are equivalent to the original.`,
    "",
    "| | file | defect | first test that fails |",
    "|---|---|---|---|",
    ...trials.map((trial) => {
      const { id, file, bug } = trial.mutant;
      return `| ${id} | ${cell(file.replace(/^packages\//, ""))} | ${cell(bug)} | ${cell(outcome(trial))} |`;
    }),
    "",
  ].join("\n");
}
