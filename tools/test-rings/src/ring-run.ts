import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { missingReport, parseReport } from "./report.ts";
import type { Ring } from "./ring.ts";
import type { Part } from "./summary.ts";
import type { Workspace } from "./workspace.ts";

const RESULTS = ".test-results";

/** The parts of one ring that ran, and whether its command ended well. */
export interface RingRun {
  readonly parts: readonly Part[];
  readonly succeeded: boolean;
}

function reportName(ring: Ring): string {
  return `${RESULTS}/${ring.name}.json`;
}

// Pure tests run side by side, one workspace for each core, and come from the cache; on a busy machine they are slow,
// not wrong. Servers are started one after the other, and the environment says where they are.
function turboArguments(ring: Ring): readonly string[] {
  const pure = ring.needs === undefined;
  const manner = pure ? ["--concurrency=100%"] : ["--concurrency=1", "--env-mode=loose"];
  const patience = pure ? ["--testTimeout=60000"] : [];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportName(ring)}`];
  return [
    "run",
    ring.script,
    "--continue=always",
    "--output-logs=new-only",
    ...manner,
    "--",
    ...patience,
    ...reporters,
  ];
}

/** Runs one ring in every workspace that has a part of it, with its output on this terminal. */
export async function runRing(root: string, ring: Ring, workspaces: readonly Workspace[]): Promise<RingRun> {
  const concerned = workspaces.filter((workspace) => workspace.scripts.includes(ring.script));
  if (concerned.length === 0) return { parts: [], succeeded: true };
  for (const { directory } of concerned) rmSync(join(directory, reportName(ring)), { force: true });

  const startedAt = Date.now();
  const turbo = spawn(join(root, "node_modules/.bin/turbo"), turboArguments(ring), {
    cwd: root,
    stdio: "inherit",
  });
  const [exitCode] = await once(turbo, "close");

  const parts = concerned.map(({ name, directory }) => {
    const path = join(directory, reportName(ring));
    const report = existsSync(path)
      ? parseReport(readFileSync(path, "utf8"), { workspace: name, root, startedAt })
      : undefined;
    return { ring, workspace: name, result: report ?? missingReport(name, ring.script) };
  });
  return { parts, succeeded: exitCode === 0 };
}
