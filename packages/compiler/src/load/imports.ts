import type { Metafile } from "esbuild";
import { generatedFolder } from "../layout.ts";

/** An import that a definition must not have. */
export interface RefusedImport {
  readonly reason: "not-allowed" | "generated";
  /** The file that has the import, relative to the root. */
  readonly file: string;
  /** What it imports, as written. */
  readonly specifier: string;
}

/** What messages about imports say is allowed. */
export const ALLOWED_IMPORTS = 'relative .ts, .json, .yaml and .cnf files of the fleet, and "@grampus/dsl"';

/** The package whose functions definitions use. */
export const DEFINITION_PACKAGE = "@grampus/dsl";

function isFleetFile(file: string): boolean {
  const isBelowRoot = !file.startsWith("../") && !file.startsWith("/") && !/^[A-Za-z]:/.test(file);
  return isBelowRoot && !file.split("/").includes("node_modules") && /\.(ts|json|yaml|cnf)$/.test(file);
}

/** What the definition files of a script import, after the types are gone. */
export interface ImportGraph {
  readonly refused: readonly RefusedImport[];
  /** The fleet's files each definition file is made of, itself included; paths relative to the root. */
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Follows the imports of the definition files through what esbuild recorded. Nothing has been run yet.
 *
 * @param packageEntry path of the definition package's entry as esbuild names it; what lies behind it is trusted
 */
export function importGraph(metafile: Metafile, files: readonly string[], packageEntry: string): ImportGraph {
  const refused: RefusedImport[] = [];
  const direct = new Map<string, readonly string[]>();
  const imported = (file: string): readonly string[] => {
    const known = direct.get(file);
    if (known !== undefined) return known;
    const found: string[] = [];
    for (const { path, original, external } of metafile.inputs[file]?.imports ?? []) {
      if (path === packageEntry) continue;
      if (external === true || !isFleetFile(path)) {
        refused.push({ reason: "not-allowed", file, specifier: original ?? path });
      } else if (generatedFolder(path) !== undefined) {
        refused.push({ reason: "generated", file, specifier: original ?? path });
      } else found.push(path);
    }
    direct.set(file, found);
    return found;
  };
  const dependencies = new Map<string, ReadonlySet<string>>();
  for (const file of files) {
    const closure = new Set<string>();
    const pending = [file];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (closure.has(next)) continue;
      closure.add(next);
      pending.push(...imported(next));
    }
    dependencies.set(file, closure);
  }
  return { refused, dependencies };
}
