import { defineDiagnostics } from "@grampus/diagnostics";

/** What the repository check says. */
export const codes = defineDiagnostics("repository", {
  "forbidden-import": {
    severity: "error",
    message: ({ from, to }: { from: string; to: string }) => `${from} may not import ${to}`,
    description: "An import that the table of packages does not allow.",
    hint: "move the code to a package both may import, or change the table in tools/repository/src/layout.ts with its reason in docs/architecture.md",
  },
  "unknown-package": {
    severity: "error",
    message: ({ folder }: { folder: string }) => `packages/${folder} is not in the table of packages`,
    description: "A folder of packages/ that the table of imports does not name.",
    hint: "add a package only when a second consumer or a purity border asks for it; then add it to tools/repository/src/layout.ts",
  },
  "escaping-import": {
    severity: "error",
    message: ({ owner }: { owner: string }) => `a relative import leaves ${owner}`,
    description: "A relative import of a file of another package.",
    hint: "import the other package by its name",
  },
  "missing-file": {
    severity: "error",
    message: ({ specifier }: { specifier: string }) => `${specifier} is not a file of the repository`,
    description: "A relative import of a TypeScript file that does not exist.",
  },
  "test-only-import": {
    severity: "error",
    message: ({ to }: { to: string }) => `only tests may import ${to}`,
    description: "A source file that imports a test, a testing/ folder or a tool.",
  },
  "impure-import": {
    severity: "error",
    message: ({ from, to }: { from: string; to: string }) => `${from} is pure and may not import ${to}`,
    description: "A Node module or another package's edge in a package that does no I/O.",
    hint: "take what is needed as a parameter, or move the code to src/node/",
  },
  "impure-global": {
    severity: "error",
    message: ({ from, name }: { from: string; name: string }) => `${from} is pure and may not use ${name}`,
    description:
      "A clock, randomness, a locale or a timer in a package whose output depends on its input alone.",
    hint: "take what is needed as a parameter",
  },
  "impure-types": {
    severity: "error",
    message: ({ from }: { from: string }) => `${from} is pure and its tsconfig.json lets in ambient types`,
    description: "A pure package whose tsconfig.json does not set types to an empty list.",
  },
  "reserved-library": {
    severity: "error",
    message: ({ library, owner }: { library: string; owner: string }) =>
      `${library} belongs to packages/${owner}`,
    description: "A library that only one package may import.",
  },
  "default-export": {
    severity: "error",
    message: (_: Readonly<Record<string, never>>) => "a default export has no name of its own",
    description: "A default export outside of the files that a tool or the fleet asks one of.",
    hint: "export it by name",
  },
  "import-cycle": {
    severity: "error",
    message: ({ files }: { files: readonly string[] }) =>
      `${files.length} files import each other in a circle`,
    description: "Files that cannot be read, loaded or tested one without the other.",
    hint: "move what both need to a file that imports neither",
  },
  "folder-cycle": {
    severity: "error",
    message: ({ folders }: { folders: readonly string[] }) =>
      `${folders.length} folders import each other in a circle`,
    description: "Folders of a package that cannot be read one without the other.",
    hint: "move what both need, often a type, to a folder or a file above that imports neither",
  },
  "variable-table": {
    severity: "error",
    message: (_: Readonly<Record<string, never>>) => "a second table of server variables",
    description:
      "A list of server variables outside of the catalogue, which would sooner or later disagree with it.",
    hint: "ask the catalogue: serverVariable(name) of @grampus/api; what it does not know belongs into it",
  },
  "long-file": {
    severity: "warning",
    message: ({ lines }: { lines: number }) => `${lines} lines`,
    description: "A source file long enough to hold a second concept.",
  },
  "too-long-file": {
    severity: "error",
    message: ({ lines }: { lines: number }) => `${lines} lines`,
    description: "A source file that holds more than one concept.",
  },
});
