import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { RINGS, unknownRingScripts } from "./ring.ts";
import { runRing } from "./ring-run.ts";
import { exitCodeOf, type Part, summaryText } from "./summary.ts";
import { readWorkspaces } from "./workspace.ts";

const root = resolve(import.meta.dirname, "../../..");
const rig = resolve(root, process.env.GRAMPUS_RIG ?? "../shared/rig");
const names = RINGS.map((ring) => ring.name);

const USAGE = `Usage: npm test [-- RING...]
Runs the test rings (${names.join(", ")}; all when none is named) and ends with one line: N passed, N failed.
`;

async function runRings(asked: readonly string[]): Promise<number> {
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`npm test: ${unknown.join(", ")} is not a ring\n${USAGE}`);
    return 1;
  }
  const workspaces = readWorkspaces(root);
  const strays = unknownRingScripts(workspaces);
  if (strays.length > 0) {
    process.stderr.write(
      `npm test: these scripts belong to no ring of tools/test-rings: ${strays.join(", ")}\n`,
    );
    return 2;
  }
  const parts: Part[] = [];
  const brokenRings: string[] = [];
  for (const ring of RINGS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const run = await runRing(root, ring, workspaces);
    parts.push(...run.parts);
    const failed = run.parts.some((part) => part.result.failures.length > 0);
    if (!run.succeeded && !failed) brokenRings.push(ring.name);
  }
  const nothingMayBeSkipped = process.env.CI === "true" && existsSync(join(rig, "apitest"));
  const run = { parts, brokenRings, nothingMayBeSkipped };
  process.stdout.write(`\n${summaryText(run)}`);
  return exitCodeOf(run);
}

const asked = process.argv.slice(2);
if (asked.includes("--help")) {
  process.stdout.write(USAGE);
} else {
  process.exitCode = await runRings(asked);
}
