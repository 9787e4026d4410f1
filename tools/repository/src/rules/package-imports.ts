import type { Diagnostic } from "@grampus/diagnostics";
import { codes } from "../codes.ts";
import { DEFINITION_IMPORTS, MAY_IMPORT } from "../layout.ts";
import type { ModuleReference } from "../model/module-reference.ts";
import {
  type Repository,
  type RepositoryFile,
  relativeTarget,
  workspaceTarget,
} from "../model/repository.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

function folderOf(owner: string): string {
  return owner.slice(owner.indexOf("/") + 1);
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nothing of ours" : names.join(", ");
}

function definitionDiagnostics(file: RepositoryFile, reference: ModuleReference): readonly Diagnostic[] {
  const { specifier, literal } = reference;
  if (relativeTarget(file, specifier) !== undefined || DEFINITION_IMPORTS.includes(specifier)) return [];
  const allowed = `files of the fleet, ${DEFINITION_IMPORTS.join(", ")}`;
  const source = sourceRange(file.path, literal);
  const hint = "definitions are data; what they need is in @grampus/dsl";
  return [
    codes.create("forbidden-import", { from: "a definition", to: specifier }, { source, allowed, hint }),
  ];
}

function importDiagnostics(
  repository: Repository,
  file: RepositoryFile,
  reference: ModuleReference,
): readonly Diagnostic[] {
  if (file.place.kind === "definition") return definitionDiagnostics(file, reference);
  const { specifier, literal } = reference;
  const target = workspaceTarget(repository, specifier);
  if (target === undefined || target.owner === file.place.owner || file.place.kind === "tool") return [];
  const source = sourceRange(file.path, literal);
  if (target.owner.startsWith("tools/")) {
    return file.place.forTests ? [] : [codes.create("test-only-import", { to: specifier }, { source })];
  }
  const allowed = MAY_IMPORT[file.place.folder] ?? [];
  if (!allowed.includes(folderOf(target.owner))) {
    const parameters = { from: file.place.owner, to: specifier };
    return [codes.create("forbidden-import", parameters, { source, allowed: listed(allowed) })];
  }
  const testing = /^testing(\/|$)/.test(target.subPath);
  return testing && !file.place.forTests
    ? [codes.create("test-only-import", { to: specifier }, { source })]
    : [];
}

/** Packages import only what the table allows; definitions only the DSL; tools and testing/ serve tests alone. */
export const packageImports: Rule = (repository) =>
  repository.files.flatMap((file) =>
    file.references.flatMap((reference) => importDiagnostics(repository, file, reference)),
  );

/** Every folder of packages/ is in the table. */
export const knownPackages: Rule = ({ workspaces }) =>
  [...workspaces.values()]
    .filter((owner) => owner.startsWith("packages/") && MAY_IMPORT[folderOf(owner)] === undefined)
    .map((owner) => codes.create("unknown-package", { folder: folderOf(owner) }));
