import { type Diagnostic, sortDiagnostics } from "@grampus/diagnostics";
import { readRepository } from "./model/repository.ts";
import { defaultExports } from "./rules/default-exports.ts";
import { fileSizes } from "./rules/file-sizes.ts";
import { folderCycles } from "./rules/folder-cycles.ts";
import { importCycles } from "./rules/import-cycles.ts";
import { knownPackages, packageImports } from "./rules/package-imports.ts";
import { pureTypes, purity } from "./rules/purity.ts";
import { relativeImports } from "./rules/relative-imports.ts";
import { reservedLibraries } from "./rules/reserved-libraries.ts";
import type { Rule } from "./rules/rule.ts";
import { variableTables } from "./rules/variable-tables.ts";

const RULES: readonly Rule[] = [
  knownPackages,
  packageImports,
  relativeImports,
  purity,
  pureTypes,
  reservedLibraries,
  defaultExports,
  importCycles,
  folderCycles,
  fileSizes,
  variableTables,
];

/** All that the rules say about a repository, given the texts of its files by path from the root. */
export function checkRepository(texts: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const repository = readRepository(texts);
  return sortDiagnostics(RULES.flatMap((rule) => rule(repository)));
}
