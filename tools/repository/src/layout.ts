/**
 * Who may import whom: each folder of `packages/`, and the folders of `packages/` that its sources may import. Tools
 * may import all of them; nothing but a test may import a tool. docs/architecture.md says why.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  api: ["diagnostics"],
  diagnostics: [],
  dsl: ["api"],
  "go-yaml": [],
  "kustomize-ts": ["diagnostics", "go-yaml"],
  resources: ["api"],
  planner: ["api", "resources"],
  compiler: ["api", "dsl", "go-yaml", "kustomize-ts", "resources", "planner", "diagnostics"],
  operator: ["api", "resources", "planner"],
  cli: ["compiler", "diagnostics"],
};

/** Packages without I/O, clock, randomness, locale or environment, but for a thin edge in `src/node/`. */
export const PURE_PACKAGES: readonly string[] = [
  "api",
  "diagnostics",
  "dsl",
  "go-yaml",
  "kustomize-ts",
  "resources",
  "planner",
];

/** The folder of a pure package that may touch the world, and the sub-path it is exported as. */
export const EDGE = "node";

/** Libraries that only one package may import. */
export const RESERVED_LIBRARIES: Readonly<Record<string, string>> = {
  "@kubernetes/client-node": "operator",
  mysql2: "operator",
};

/** What a fleet's definitions may import besides each other. */
export const DEFINITION_IMPORTS: readonly string[] = ["@grampus/dsl"];

/** Packages whose folders import each other one way only: a folder is read without those that are built on it. */
export const FREE_OF_FOLDER_CYCLES: readonly string[] = [
  "api",
  "diagnostics",
  "dsl",
  "go-yaml",
  "kustomize-ts",
  "resources",
  "planner",
  "compiler",
  "operator",
  "cli",
];

/**
 * Folders that may list server variables: the one catalogue, and the values the operator writes into option files. All
 * others ask the catalogue.
 */
export const KNOWS_VARIABLES: readonly string[] = [
  "packages/api/src/server-variables/",
  "packages/resources/src/configuration/",
];

/** Lines of a source file at which to look for a second concept in it, and those it may never have. */
export const FILE_LINES = { listed: 300, refused: 500 } as const;
