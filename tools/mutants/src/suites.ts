import { MutantFault } from "./mutant.ts";

/** Tests to run, quickest first; a later one only when those before it noticed nothing. */
export interface Suite {
  /** The workspace, from the repository's root. */
  readonly workspace: string;
  /** What vitest is told: paths of tests, or options. */
  readonly tests: readonly string[];
}

const PLANNER: readonly Suite[] = [
  { workspace: "packages/planner", tests: ["src/cluster", "src/gtid"] },
  { workspace: "packages/planner", tests: ["src/model", "src/simulator", "src/forecast"] },
];
const COMPILER: readonly Suite[] = [
  { workspace: "packages/compiler", tests: ["src/validate", "src/definition", "src/resolve"] },
  { workspace: "packages/compiler", tests: ["src"] },
];

const SUITES: readonly (readonly [folder: string, suites: readonly Suite[]])[] = [
  ["packages/planner/", PLANNER],
  ["packages/compiler/", COMPILER],
  ["packages/resources/", [{ workspace: "packages/resources", tests: ["src"] }, ...PLANNER]],
];

/**
 * The tests that should notice a defect in a source: those of its own package, and of what is built on it.
 *
 * @throws MutantFault `no-tests` for a file that no suite is for
 */
export function suiteOf(file: string): readonly Suite[] {
  const suite = SUITES.find(([folder]) => file.startsWith(folder));
  if (suite === undefined) throw new MutantFault("no-tests", `no tests are named for ${file}`);
  return suite[1];
}
