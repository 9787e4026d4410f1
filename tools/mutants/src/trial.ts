import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Mutant } from "./mutant.ts";
import { type Suite, suiteOf } from "./suites.ts";
import type { Tree } from "./tree.ts";

/** What became of a mutant. */
export type Fate =
  /** The first test that failed. */
  | { readonly kind: "killed"; readonly by: string }
  /** No test failed. */
  | { readonly kind: "survived" }
  /** The tests did not end. */
  | { readonly kind: "timed-out" };

/** All tests of the compiler took more than half of this on two cores that five others worked on. */
const TIME_LIMIT_MS = 600_000;

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function isReport(value: unknown): value is Report {
  return (
    typeof value === "object" && value !== null && "testResults" in value && Array.isArray(value.testResults)
  );
}

function firstFailure(file: string): string {
  if (!existsSync(file)) return "vitest itself";
  const report: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!isReport(report)) return "vitest itself";
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter((one) => one.status === "failed"),
  );
  const broken = report.testResults.filter(({ status, message }) => status === "failed" && message !== "");
  const [test] = failed;
  const [whole] = broken;
  if (test !== undefined) return test.fullName;
  if (whole !== undefined) return `${whole.name.split("/packages/")[1] ?? whole.name} as a whole`;
  return "vitest itself";
}

function runVitest(tree: Tree, { workspace, tests }: Suite): Promise<Fate> {
  const cwd = join(tree.root, workspace);
  const output = join(cwd, "mutant-report.json");
  rmSync(output, { force: true });
  const folders = tests.filter((test) => existsSync(join(cwd, test)));
  const options = ["run", "--bail=1", "--reporter=json", `--outputFile=${output}`, "--testTimeout=60000"];
  const vitest = join(tree.root, "node_modules/vitest/vitest.mjs");
  return new Promise((resolve, reject) => {
    const env = { ...process.env, CI: "true" };
    const child = spawn(process.execPath, [vitest, ...options, ...folders], {
      cwd,
      env,
      stdio: "ignore",
    });
    let isLate = false;
    // vitest ends with a status when it is told to, so that no signal says that it was too late.
    const limit = setTimeout(() => {
      isLate = true;
      child.kill();
    }, TIME_LIMIT_MS);
    child.on("error", reject);
    child.on("close", (status, signal) => {
      clearTimeout(limit);
      if (isLate) resolve({ kind: "timed-out" });
      else if (status === null) reject(new Error(`vitest was ended by ${signal}`));
      else resolve(status === 0 ? { kind: "survived" } : { kind: "killed", by: firstFailure(output) });
    });
  });
}

/** Runs the tests of a source over a tree as it is, until one of them fails. */
export async function fateOf(tree: Tree, file: string): Promise<Fate> {
  for (const suite of suiteOf(file)) {
    const fate = await runVitest(tree, suite);
    if (fate.kind !== "survived") return fate;
  }
  return { kind: "survived" };
}

/** Breaks the tree with a mutant, and sees what becomes of it. */
export function tryMutant(tree: Tree, mutant: Mutant): Promise<Fate> {
  return tree.with(mutant, () => fateOf(tree, mutant.file));
}
