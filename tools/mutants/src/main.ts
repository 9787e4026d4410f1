import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pageText, scoreOf, type Trial, updated } from "./page.ts";
import { MUTANTS } from "./table.ts";
import { copyTree } from "./tree.ts";
import { fateOf, tryMutant } from "./trial.ts";

const ROOT = join(import.meta.dirname, "../../..");
const PAGE = join(ROOT, "docs/results/mutants.md");
const USAGE = `Usage: npm run mutants -- [--only ID,... [--update]] [--jobs N]
Breaks a copy of the repository with each mutant of tools/mutants/src/table/ and runs the tests that should notice.
A run of all of them writes docs/results/mutants.md. Exit 1 when one survives that is neither equivalent nor left alive
with a reason, or the page would say nothing of one; 2 when the tests fail without any mutant.

  --only ID,...  these mutants only; the page is not written
  --update       with --only: their rows are written, and the others stay as they are
  --jobs N       copies to work in at the same time (default 2)
`;

interface Choice {
  /** Mutants to try; all when it is absent. */
  readonly ids?: readonly string[];
  readonly jobs: number;
  /** Whether the page gets the rows of what was tried. */
  readonly update: boolean;
}

function progress(done: number, total: number, { mutant, fate }: Trial): void {
  const by = fate.kind === "killed" ? `: ${fate.by}` : "";
  process.stdout.write(`${done}/${total} ${mutant.id} ${fate.kind}${by}\n`);
}

/** Writes the rows of the trials into the page; whether it then has a row of every mutant. */
function updatePage(trials: readonly Trial[]): boolean {
  const { trials: all, untried } = updated(readFileSync(PAGE, "utf8"), MUTANTS, trials);
  writeFileSync(PAGE, pageText(all));
  if (untried.length === 0) return true;
  const names = untried.map(({ id }) => id).join(",");
  process.stdout.write(`docs/results/mutants.md has no row of ${names}: try them with --update too\n`);
  return false;
}

async function runAll({ ids, jobs, update }: Choice): Promise<number> {
  const unknown = ids?.filter((wanted) => !MUTANTS.some(({ id }) => id === wanted)) ?? [];
  if (unknown.length > 0) {
    process.stderr.write(`npm run mutants: there is no mutant ${unknown.join(", ")}\n${USAGE}`);
    return 2;
  }
  const chosen = MUTANTS.filter(({ id }) => ids?.includes(id) ?? true);
  const trees = Array.from({ length: Math.min(jobs, chosen.length) }, () => copyTree(ROOT));
  try {
    const [first] = trees;
    for (const file of new Set(chosen.map((mutant) => mutant.file.split("/").slice(0, 2).join("/")))) {
      const fate = first === undefined ? undefined : await fateOf(first, `${file}/`);
      if (fate?.kind === "survived") continue;
      const how =
        fate?.kind === "killed" ? `fail without any mutant: ${fate.by}` : "do not end without any mutant";
      process.stderr.write(`npm run mutants: the tests for ${file} ${how}\n`);
      return 2;
    }
    const queue = [...chosen];
    const trials: Trial[] = [];
    await Promise.all(
      trees.map(async (tree) => {
        for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
          const trial = { mutant, fate: await tryMutant(tree, mutant) };
          trials.push(trial);
          progress(trials.length, chosen.length, trial);
        }
      }),
    );
    const ordered = chosen.flatMap(({ id }) => trials.find(({ mutant }) => mutant.id === id) ?? []);
    const isWhole = ids === undefined || !update || updatePage(ordered);
    if (ids === undefined) writeFileSync(PAGE, pageText(ordered));
    const { killed, counted, unexplained } = scoreOf(ordered);
    process.stdout.write(`${killed} of ${counted} mutants killed\n`);
    for (const { mutant } of unexplained) {
      process.stdout.write(`survives: ${mutant.id} ${mutant.file}: ${mutant.bug}\n`);
    }
    return unexplained.length === 0 && isWhole ? 0 : 1;
  } finally {
    for (const tree of trees) tree.remove();
  }
}

try {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      update: { type: "boolean", default: false },
      jobs: { type: "string", default: "2" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) process.stdout.write(USAGE);
  else if (!/^[1-9][0-9]?$/.test(values.jobs)) {
    process.stderr.write(`npm run mutants: --jobs is ${values.jobs}; it has to be a number from 1 to 99\n`);
    process.exitCode = 2;
  } else if (values.update && values.only === undefined) {
    process.stderr.write(`npm run mutants: --update is for --only; a run of all writes the page anew\n`);
    process.exitCode = 2;
  } else {
    const ids = values.only?.split(",");
    process.exitCode = await runAll({
      ...(ids === undefined ? {} : { ids }),
      jobs: Number(values.jobs),
      update: values.update,
    });
  }
} catch (error) {
  process.stderr.write(
    `npm run mutants: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`,
  );
  process.exitCode = 2;
}
