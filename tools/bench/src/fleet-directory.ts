import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const GENERATED = [
  "clusters/*/base",
  "environments/*/clusters",
  "environments/*/operator",
  "environments/*/gitops",
];

function writeFiles(directory: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/** Makes a fleet's folder: a Git repository with its definitions committed and the workspace's packages installed. */
export function createFleet(directory: string, files: ReadonlyMap<string, string>, root: string): void {
  mkdirSync(directory, { recursive: true });
  writeFiles(directory, files);
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  writeFiles(directory, new Map([[".gitignore", "node_modules\n"]]));
  execFileSync("git", ["init", "--quiet"], { cwd: directory });
  commitAll(directory);
}

/** Commits all that is in a fleet's folder. */
export function commitAll(directory: string): void {
  const identity = [
    "-c",
    "user.name=bench",
    "-c",
    "user.email=bench@localhost",
    "-c",
    "commit.gpgsign=false",
  ];
  execFileSync("git", ["add", "--all"], { cwd: directory });
  execFileSync("git", [...identity, "commit", "--quiet", "--message", "bench"], { cwd: directory });
}

/** Removes all that a compile wrote. */
export function removeOutput(directory: string): void {
  for (const path of globSync(GENERATED, { cwd: directory })) {
    rmSync(join(directory, path), { recursive: true, force: true });
  }
}

/** How many files there are below the given folders, and their bytes. */
export function outputSize(
  directory: string,
  patterns: readonly string[] = GENERATED,
): { files: number; bytes: number } {
  const paths = globSync(
    patterns.map((pattern) => `${pattern}/**/*`),
    { cwd: directory },
  )
    .map((path) => statSync(join(directory, path)))
    .filter((status) => status.isFile());
  return { files: paths.length, bytes: paths.reduce((sum, { size }) => sum + size, 0) };
}
