import type { Diagnostic } from "@grampus/diagnostics";
import { codes } from "../codes.ts";
import type { ModuleReference } from "../model/module-reference.ts";
import { placeOf } from "../model/place.ts";
import { type Repository, type RepositoryFile, relativeTarget } from "../model/repository.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

function importDiagnostics(
  paths: ReadonlySet<string>,
  file: RepositoryFile,
  { specifier, literal }: ModuleReference,
): readonly Diagnostic[] {
  const { place } = file;
  const target = relativeTarget(file, specifier);
  if (target === undefined || place.kind === "definition") return [];
  const source = sourceRange(file.path, literal);
  if (!target.startsWith(`${place.owner}/`)) {
    const allowed = `files below ${place.owner}/`;
    return [codes.create("escaping-import", { owner: place.owner }, { source, found: target, allowed })];
  }
  if (target.endsWith(".ts") && !paths.has(target)) {
    return [codes.create("missing-file", { specifier }, { source, found: target })];
  }
  const targetPlace = placeOf(target);
  const testOnly = targetPlace !== undefined && targetPlace.kind !== "definition" && targetPlace.forTests;
  return testOnly && !place.forTests ? [codes.create("test-only-import", { to: specifier }, { source })] : [];
}

/** A relative import stays in its package, names a file that is there, and brings no test into a source. */
export const relativeImports: Rule = ({ files }: Repository) => {
  const paths = new Set(files.map((file) => file.path));
  return files.flatMap((file) =>
    file.references.flatMap((reference) => importDiagnostics(paths, file, reference)),
  );
};
