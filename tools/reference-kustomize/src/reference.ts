import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const MODULE = "sigs.k8s.io/kustomize/kustomize/v5";
const VERSION = "v5.8.1";

/** Where the reference is, or why there is none. */
export type Reference =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "impossible"; readonly reason: string };

function cacheDirectory(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(base, "grampus", `kustomize-${VERSION}`);
}

function hasGo(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Builds into a directory of its own and moves the result, so that two builds at once do no harm. */
function buildInto(target: string): void {
  const parent = cacheDirectory();
  mkdirSync(parent, { recursive: true });
  const scratch = mkdtempSync(join(parent, "build-"));
  try {
    const environment = { ...process.env, GOBIN: scratch };
    execFileSync("go", ["install", `${MODULE}@${VERSION}`], {
      stdio: ["ignore", "ignore", "inherit"],
      env: environment,
    });
    renameSync(join(scratch, "kustomize"), target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * The kustomize to compare with: the one `GRAMPUS_KUSTOMIZE` names, or v5.8.1 built with `go install` into the user's
 * cache. Without Go and without a named one it is impossible; a build that fails throws.
 */
export function referenceKustomize(): Reference {
  const named = process.env.GRAMPUS_KUSTOMIZE;
  if (named) {
    if (existsSync(named)) return { kind: "found", path: named };
    throw new Error(`GRAMPUS_KUSTOMIZE is ${named}, and there is no such file`);
  }
  const target = join(cacheDirectory(), "kustomize");
  if (existsSync(target)) return { kind: "found", path: target };
  if (!hasGo()) {
    return {
      kind: "impossible",
      reason: "there is no go in PATH to build kustomize with; install Go, or set GRAMPUS_KUSTOMIZE",
    };
  }
  buildInto(target);
  return { kind: "found", path: target };
}
