import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A workspace of the repository. */
export interface Workspace {
  readonly name: string;
  /** Absolute path. */
  readonly directory: string;
  readonly scripts: readonly string[];
}

interface Manifest {
  readonly name?: string;
  readonly workspaces?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The workspaces that the root's package.json names, sorted by name. */
export function readWorkspaces(root: string): readonly Workspace[] {
  const patterns = readManifest(join(root, "package.json")).workspaces ?? [];
  return globSync(
    patterns.map((pattern) => `${pattern}/package.json`),
    { cwd: root },
  )
    .map((path) => {
      const directory = join(root, dirname(path));
      const { name = path, scripts = {} } = readManifest(join(root, path));
      return { name, directory, scripts: Object.keys(scripts) };
    })
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}
