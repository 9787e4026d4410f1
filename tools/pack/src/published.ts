/** A package that is published, and what becomes of its sources. */
export interface PublishedPackage {
  readonly name: string;
  /** Folder below `packages/`. */
  readonly folder: string;
  /** A library keeps its modules as JavaScript and declarations; a command becomes one file. */
  readonly kind: "library" | "command";
}

/**
 * All published packages, each after those it depends on. The compiler is not one of them: it is inside `grampus`,
 * and its functions are no promise to anybody.
 */
export const PUBLISHED: readonly PublishedPackage[] = [
  { name: "@grampus/diagnostics", folder: "diagnostics", kind: "library" },
  { name: "@grampus/api", folder: "api", kind: "library" },
  { name: "@grampus/dsl", folder: "dsl", kind: "library" },
  { name: "kustomize-ts", folder: "kustomize-ts", kind: "library" },
  { name: "grampus", folder: "cli", kind: "command" },
];
