import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CorpusCase } from "./corpus-case.ts";

const LOCATOR = fileURLToPath(new URL("../../../../tools/reference-kustomize/src/main.ts", import.meta.url));
const IMPOSSIBLE = 3;

/** Path of the reference kustomize; `undefined` when nobody could build one here, which is said on stderr. */
export function referencePath(): string | undefined {
  const run = spawnSync(process.execPath, [LOCATOR], { encoding: "utf8" });
  if (run.status === 0) return run.stdout.trim();
  if (run.status !== IMPOSSIBLE) throw new Error(`the reference kustomize could not be built: ${run.stderr}`);
  process.stderr.write(`SKIPPED: every comparison with the reference. ${run.stderr}`);
  return undefined;
}

/** Exit codes with which the reference refuses: an error, and a crash of its own. */
const REFUSALS: readonly (number | null)[] = [1, 2];

/** What the reference prints for a case; `undefined` when it refuses. Throws when it could not run. */
export function referenceOutput(binary: string, { files, directory = "" }: CorpusCase): string | undefined {
  const root = mkdtempSync(join(tmpdir(), "kustomize-case-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    const run = spawnSync(binary, ["build", join(root, directory)], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (run.status === 0) return run.stdout;
    if (REFUSALS.includes(run.status) && run.stderr !== "") return undefined;
    throw new Error(`the reference could not run: ${run.error?.message ?? run.signal ?? run.status}`);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
