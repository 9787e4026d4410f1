import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pageText, scoreOf, type Trial } from "./page.ts";
import { MUTANTS } from "./table.ts";
import { copyTree } from "./tree.ts";
import { fateOf, tryMutant } from "./trial.ts";

const ROOT = join(import.meta.dirname, "../../..");
const PAGE = join(ROOT, "docs/results/mutants.md");
const USAGE = `Usage: npm run mutants -- [--only ID,...] [--jobs N]
Breaks a copy of the repository with each mutant of tools/mutants/src/table.ts and runs the tests that should notice.
A run of all of them writes docs/results/mutants.md. Exit 1 when one survives that is neither equivalent nor left alive
with a reason, 2 when the tests fail without any mutant.

  --only ID,...  these mutants only; the page is not written
  --jobs N       copies to work in at the same time (default 2)
`;

function progress(done: number, total: number, { mutant, fate }: Trial): void {
  const by = fate.kind === "killed" ? `: ${fate.by}` : "";
  process.stdout.write(`${done}/${total} ${mutant.id} ${fate.kind}${by}\n`);
}

async function runAll(ids: readonly string[] | undefined, jobs: number): Promise<number> {
  const chosen = ids === undefined ? MUTANTS : MUTANTS.filter(({ id }) => ids.includes(id));
  if (chosen.length === 0) {
    process.stderr.write(`npm run mutants: there is no mutant ${ids?.join(", ")}\n${USAGE}`);
    return 2;
  }
  const trees = Array.from({ length: Math.min(jobs, chosen.length) }, () => copyTree(ROOT));
  try {
    const [first] = trees;
    for (const file of new Set(chosen.map((mutant) => mutant.file.split("/").slice(0, 2).join("/")))) {
      const fate = first === undefined ? undefined : await fateOf(first, `${file}/`);
      if (fate?.kind === "survived") continue;
      const by = fate?.kind === "killed" ? `: ${fate.by}` : "";
      process.stderr.write(`npm run mutants: the tests for ${file} fail without any mutant${by}\n`);
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
    if (ids === undefined) writeFileSync(PAGE, pageText(ordered));
    const { killed, counted, unexplained } = scoreOf(ordered);
    process.stdout.write(`${killed} of ${counted} mutants killed\n`);
    for (const { mutant } of unexplained) {
      process.stdout.write(`survives: ${mutant.id} ${mutant.file}: ${mutant.bug}\n`);
    }
    return unexplained.length === 0 ? 0 : 1;
  } finally {
    for (const tree of trees) tree.remove();
  }
}

try {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      jobs: { type: "string", default: "2" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) process.stdout.write(USAGE);
  else if (!/^[1-9][0-9]?$/.test(values.jobs)) {
    process.stderr.write(`npm run mutants: --jobs is ${values.jobs}; it has to be a number from 1 to 99\n`);
    process.exitCode = 2;
  } else process.exitCode = await runAll(values.only?.split(","), Number(values.jobs));
} catch (error) {
  process.stderr.write(
    `npm run mutants: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`,
  );
  process.exitCode = 2;
}
