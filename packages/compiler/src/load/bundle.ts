import { realpathSync } from "node:fs";
import path from "node:path";
import type { Diagnostic, Occurrence, SourceLocation } from "@grampus/diagnostics";
import { type BuildFailure, type BuildOptions, build, type Message, type Plugin } from "esbuild";
import { CompilerFault } from "../fault.ts";
import type { Finding } from "../findings/finding.ts";
import { loadCodes } from "./diagnostics.ts";
import { exportHint } from "./dsl-names.ts";
import { ALLOWED_IMPORTS, DEFINITION_PACKAGE, importGraph, type RefusedImport } from "./imports.ts";
import type { PackageResolver } from "./package-resolver.ts";
import { type PinnedClusters, pinnedExportFindings, pinnedModules } from "./pinned-modules.ts";
import { yamlFiles } from "./yaml-files.ts";

/** All definitions of a fleet as one script that, when run, sets `globalThis.definitions`. */
export interface FleetScript {
  readonly kind: "script";
  readonly code: string;
  readonly sourceMap: string;
  /** The files each definition file is made of, itself included; paths relative to the root. */
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The definitions cannot become a script. */
export interface RefusedScript {
  readonly kind: "refused";
  readonly findings: readonly Finding[];
}

/** The property of the script's global object that holds one function a definition file. */
export const SCRIPT_GLOBAL = "definitions";

const UNRESOLVED = /^Could not resolve "(?<specifier>.*)"$/;
const NO_LOADER = /^No loader is configured for "(?<ending>\.[^"]*)" files: (?<file>.*)$/;
const NO_EXPORT = /^No matching export in "(?<file>.*)" for import "(?<name>.*)"$/;

function entrySource(files: readonly string[]): string {
  const entries = files.map(
    (file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`,
  );
  return `globalThis.${SCRIPT_GLOBAL} = {\n${entries.join("\n")}\n};\n`;
}

/** esbuild counts columns and lengths in UTF-8 bytes from 0; editors count UTF-16 units from 1. */
function messageSource({ location }: Message): SourceLocation | undefined {
  if (location === null) return undefined;
  const bytes = Buffer.from(location.lineText, "utf8");
  const column = bytes.subarray(0, location.column).toString("utf8").length + 1;
  const length = bytes.subarray(location.column, location.column + location.length).toString("utf8").length;
  return {
    file: location.file,
    line: location.line,
    column,
    ...(length === 0 ? {} : { endLine: location.line, endColumn: column + length }),
  };
}

function missingExport(packageFile: string, file: string, name: string, place: Occurrence): Diagnostic {
  return file === packageFile
    ? loadCodes.create(
        "no-such-export",
        { file: DEFINITION_PACKAGE, name },
        { ...place, ...exportHint(name) },
      )
    : loadCodes.create("no-such-export", { file, name }, place);
}

/** An import of a file whose ending says nothing about how to read it. */
function unreadFile({ location }: Message, file: string, ending: string, place: Occurrence): Diagnostic {
  const bytes = Buffer.from(location?.lineText ?? "", "utf8");
  const { column = 0, length = 0 } = location ?? {};
  const written = bytes.subarray(column, column + length).toString("utf8");
  const specifier = /^(["'])(?<specifier>.*)\1$/.exec(written)?.groups?.specifier ?? file;
  const hint = ending === ".yml" ? { hint: `rename it to ${file.replace(/\.yml$/, ".yaml")}` } : {};
  return loadCodes.create(
    "import-not-allowed",
    { specifier },
    { ...place, allowed: ALLOWED_IMPORTS, ...hint },
  );
}

/** @param packageFile the definition package's entry as esbuild names it */
function messageDiagnostic(message: Message, packageFile: string): Diagnostic {
  const source = messageSource(message);
  const place = source === undefined ? {} : { source };
  const missing = NO_EXPORT.exec(message.text)?.groups;
  if (missing !== undefined) return missingExport(packageFile, missing.file ?? "", missing.name ?? "", place);
  const unread = NO_LOADER.exec(message.text)?.groups;
  if (unread !== undefined) return unreadFile(message, unread.file ?? "", unread.ending ?? "", place);
  const specifier = UNRESOLVED.exec(message.text)?.groups?.specifier;
  if (specifier === undefined) return loadCodes.create("syntax", { text: message.text }, place);
  return loadCodes.create("import-not-found", { specifier }, { ...place, allowed: ALLOWED_IMPORTS });
}

function refusedImportFinding({ reason, file, specifier }: RefusedImport): Finding {
  if (specifier === "<runtime>") {
    const what = "import() of a computed name, decorators or using";
    const source = { file, line: 1, column: 1 };
    return { diagnostic: loadCodes.create("not-hermetic", { what }, { source }) };
  }
  const diagnostic =
    reason === "generated"
      ? loadCodes.create("import-of-output", { specifier }, {})
      : loadCodes.create("import-not-allowed", { specifier }, { allowed: ALLOWED_IMPORTS });
  return { diagnostic, place: { kind: "import", file, specifier } };
}

/** A file that is there and cannot be read is the machine's fault, not the definition's. */
function readFault({ text }: Message): CompilerFault | undefined {
  const [, file, reason] = /^Cannot read file "([^"]*)": (.*)$/.exec(text) ?? [];
  if (file === undefined) return undefined;
  return new CompilerFault("cannot-read", `cannot read ${file}: ${reason}`, {
    hint: "check the owner and the permissions of the file and of its directory",
  });
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return (
    error instanceof Error && "errors" in error && Array.isArray(error.errors) && error.errors.length > 0
  );
}

function buildOptions(root: string, files: readonly string[], packageEntry: string, plugins: Plugin[]) {
  return {
    absWorkingDir: root,
    alias: { [DEFINITION_PACKAGE]: packageEntry },
    banner: { js: '"use strict";' },
    bundle: true,
    charset: "utf8",
    format: "iife",
    loader: { ".cnf": "text" },
    logLevel: "silent",
    metafile: true,
    outfile: "definitions.js",
    packages: "external",
    platform: "neutral",
    plugins: [yamlFiles, ...plugins],
    sourcemap: "external",
    sourcesContent: false,
    supported: { "dynamic-import": false },
    stdin: { contents: entrySource(files), resolveDir: root, sourcefile: "<fleet>" },
    target: "es2023",
    treeShaking: false,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    write: false,
  } as const satisfies BuildOptions;
}

/** What becomes one script. */
export interface ScriptSources {
  /** Absolute path of the fleet's root. */
  readonly root: string;
  /** Definition files. */
  readonly files: readonly string[];
  /** What stands in the place of the definitions of clusters, for an environment that follows releases. */
  readonly pinned?: PinnedClusters;
}

/**
 * Strips the types of definitions, checks their imports and joins them to one script. Nothing is run.
 *
 * @throws CompilerFault `evaluator-failed` when `@grampus/dsl` is not installed
 */
export async function definitionScript(
  { root: named, files, pinned }: ScriptSources,
  resolvePackage: PackageResolver,
): Promise<FleetScript | RefusedScript> {
  const root = realpathSync(named);
  const resolved = resolvePackage(DEFINITION_PACKAGE);
  if (resolved === undefined) {
    throw new CompilerFault("evaluator-failed", `cannot find ${DEFINITION_PACKAGE}`, {
      hint: `install it in the fleet: npm install --save-dev ${DEFINITION_PACKAGE}`,
    });
  }
  const packageEntry = realpathSync(resolved);
  const entry = path.relative(root, packageEntry).split(path.sep).join("/");
  try {
    const plugins = pinned === undefined ? [] : [pinnedModules(root, pinned)];
    const result = await build(buildOptions(root, files, packageEntry, plugins));
    const unpinned = pinned === undefined ? [] : pinnedExportFindings(result.warnings, pinned, messageSource);
    if (unpinned.length > 0) return { kind: "refused", findings: unpinned };
    const { refused, dependencies } = importGraph(result.metafile, files, entry);
    if (refused.length > 0) return { kind: "refused", findings: refused.map(refusedImportFinding) };
    const text = (ending: string) =>
      result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? "";
    return { kind: "script", code: text(".js"), sourceMap: text(".map"), dependencies };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const fault = error.errors.map(readFault).find((found) => found !== undefined);
    if (fault !== undefined) throw fault;
    const unpinned = pinned === undefined ? [] : pinnedExportFindings(error.errors, pinned, messageSource);
    if (unpinned.length > 0) return { kind: "refused", findings: unpinned };
    return {
      kind: "refused",
      findings: error.errors.map((message) => ({ diagnostic: messageDiagnostic(message, entry) })),
    };
  }
}
