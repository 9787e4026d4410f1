/** A command that a package brings. */
export interface PublishedCommand {
  /** Its module, from the package's folder. */
  readonly entry: string;
  /** Its bundle in `dist` without `.mjs`: what the launcher in `bin` starts. */
  readonly bundle: string;
}

/** A package that is published, and what becomes of its sources. */
export interface PublishedPackage {
  readonly name: string;
  /** Folder below `packages/`. */
  readonly folder: string;
  /** Whether its modules are there to be imported, as JavaScript with declarations. */
  readonly library: boolean;
  readonly command?: PublishedCommand;
}

/**
 * All published packages, each after those it depends on. The compiler is not one of them: it is inside `grampus`,
 * and its functions are no promise to anybody.
 */
export const PUBLISHED: readonly PublishedPackage[] = [
  { name: "@grampus/diagnostics", folder: "diagnostics", library: true },
  { name: "@grampus/api", folder: "api", library: true },
  { name: "@grampus/dsl", folder: "dsl", library: true },
  { name: "go-yaml-ts", folder: "go-yaml", library: true },
  {
    name: "kustomize-ts",
    folder: "kustomize-ts",
    library: true,
    command: { entry: "src/node/main.ts", bundle: "main" },
  },
  { name: "grampus", folder: "cli", library: false, command: { entry: "src/main.ts", bundle: "grampus" } },
];
