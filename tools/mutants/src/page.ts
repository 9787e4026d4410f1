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

const TIMED_OUT = "tests that did not end";
const SURVIVED = "**survived**";
const EQUIVALENT = "equivalent: ";

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function outcome({ mutant, fate }: Trial): string {
  if (mutant.equivalent !== undefined) return `${EQUIVALENT}${mutant.equivalent}`;
  if (fate.kind === "killed") return fate.by;
  if (fate.kind === "timed-out") return TIMED_OUT;
  return `${SURVIVED}${mutant.left === undefined ? "" : `: ${mutant.left}`}`;
}

/** The cells that say which mutant a row is of. */
function subject({ id, file, bug }: Mutant): string {
  return `| ${id} | ${cell(file.replace(/^packages\//, ""))} | ${cell(bug)} | `;
}

/** The page that is committed. */
export function pageText(trials: readonly Trial[]): string {
  const { killed, counted } = scoreOf(trials);
  const share = counted === 0 ? 0 : Math.floor((1000 * killed) / counted) / 10;
  return [
    "# Mutants",
    "",
    "Defects on purpose, one at a time, in the planner, the rules of the compiler and the GTID algebra, and the first test",
    "that noticed each. Made by `npm run mutants`; the defects are in `tools/mutants/src/table/`. A row is of the run that",
    "tried its mutant last: of all of them, or of some with `--only ID,... --update`.",
    "",
    `${killed} of ${counted} killed (${share} %); ${trials.length - counted} more are equivalent to the original.`,
    "",
    "| | file | defect | first test that fails |",
    "|---|---|---|---|",
    ...trials.map((trial) => `${subject(trial.mutant)}${cell(outcome(trial))} |`),
    "",
  ].join("\n");
}

function fateIn(said: string): Fate | undefined {
  if (said === TIMED_OUT) return { kind: "timed-out" };
  if (said === SURVIVED || said.startsWith(`${SURVIVED}: `)) return { kind: "survived" };
  return said.startsWith(EQUIVALENT) ? undefined : { kind: "killed", by: said };
}

/**
 * What a page says of a mutant; `undefined` when it has no row of it with this file and defect. A mutant that was called
 * equivalent was not judged by its tests, so that only one that still is has a row there.
 */
function trialIn(page: string, mutant: Mutant): Trial | undefined {
  const begin = subject(mutant);
  const row = page.split("\n").find((line) => line.startsWith(begin));
  if (row === undefined) return undefined;
  if (mutant.equivalent !== undefined) return { mutant, fate: { kind: "survived" } };
  const fate = fateIn(row.slice(begin.length, -" |".length).replaceAll("\\|", "|"));
  return fate === undefined ? undefined : { mutant, fate };
}

/** A page brought up to date: what was tried now, and of the others what it says already. */
export interface Update {
  readonly trials: readonly Trial[];
  /** Mutants that it says nothing of, and that were not tried now. */
  readonly untried: readonly Mutant[];
}

/** Lays trials over a page, for these mutants in this order; rows of any other mutant are dropped. */
export function updated(page: string, mutants: readonly Mutant[], trials: readonly Trial[]): Update {
  const found = mutants.map((mutant) => ({
    mutant,
    trial: trials.find((one) => one.mutant.id === mutant.id) ?? trialIn(page, mutant),
  }));
  return {
    trials: found.flatMap(({ trial }) => trial ?? []),
    untried: found.flatMap(({ mutant, trial }) => (trial === undefined ? [mutant] : [])),
  };
}
