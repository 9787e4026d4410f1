import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const SOURCES = join(import.meta.dirname, "../interpreters");
const NAMES = ["main.go", "go.mod", "go.sum"] as const;

/** Where the program with the controllers' interpreters is, or why there is none. */
export type Interpreters =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "impossible"; readonly reason: string };

/** What the interpreters say of one object; an error stands where there is no verdict. */
export interface Verdicts {
  readonly argo?: { readonly status: string; readonly message: string };
  readonly argoError?: string;
  readonly flux?: string;
  readonly fluxError?: string;
  readonly kstatus?: string;
}

/** What they are asked with. */
export interface Scripts {
  readonly lua: string;
  readonly expressions?: object;
}

/**
 * The program in the user's cache, built from its sources the first time: gopher-lua as Argo CD v3.5.7 opens it, and the
 * evaluator of kustomize-controller v1.9.5 itself. Without Go it is impossible; a build that fails throws.
 */
export function interpreters(): Interpreters {
  const digest = createHash("sha256");
  for (const name of NAMES) digest.update(readFileSync(join(SOURCES, name)));
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const parent = join(cache, "grampus", `health-interpreters-${digest.digest("hex").slice(0, 16)}`);
  const target = join(parent, "interpreters");
  if (existsSync(target)) return { kind: "found", path: target };
  if (spawnSync("go", ["version"]).status !== 0)
    return {
      kind: "impossible",
      reason: "there is no go in PATH to build the interpreters with; install Go",
    };
  mkdirSync(parent, { recursive: true });
  const scratch = mkdtempSync(join(parent, "build-"));
  try {
    const built = join(scratch, "interpreters");
    execFileSync("go", ["build", "-mod=readonly", "-o", built, "."], {
      cwd: SOURCES,
      stdio: ["ignore", "ignore", "inherit"],
    });
    renameSync(built, target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return { kind: "found", path: target };
}

/** Asks the interpreters about objects, in their order. */
export function verdictsOf(path: string, scripts: Scripts, objects: readonly object[]): readonly Verdicts[] {
  const input = [scripts, ...objects].map((one) => `${JSON.stringify(one)}\n`).join("");
  const run = spawnSync(path, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`the interpreters failed: ${run.stderr || run.error?.message}`);
  const lines = run.stdout.trimEnd().split("\n");
  if (lines.length !== objects.length)
    throw new Error(`${lines.length} answers for ${objects.length} objects`);
  return lines.map((line): Verdicts => JSON.parse(line));
}
