import type { Diagnostic, SourceLocation } from "@grampus/diagnostics";
import { build, type Message, type Metafile } from "esbuild";
import { CompilerFault } from "../fault.ts";
import type { DefinitionFile, FleetSources } from "../fleet/sources.ts";
import { allowListPlugin, type PackageResolver, type RefusedImport } from "./allow-list.ts";
import { loadCodes } from "./diagnostics.ts";

/** All definitions of a fleet as one script that, when run, sets `globalThis.definitions`. */
export interface FleetScript {
  readonly kind: "script";
  readonly code: string;
  readonly sourceMap: string;
  /** The definition files each definition file is made of, itself included; paths relative to the root. */
  readonly dependencies: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The definitions cannot become a script. */
export interface RefusedScript {
  readonly kind: "refused";
  readonly diagnostics: readonly Diagnostic[];
}

/** The property of the script's global object that holds one function a definition file. */
export const SCRIPT_GLOBAL = "definitions";

function entrySource(files: readonly DefinitionFile[]): string {
  const entries = files.map(
    ({ file }) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`,
  );
  return `globalThis.${SCRIPT_GLOBAL} = {\n${entries.join("\n")}\n};\n`;
}

function isRefusedImport(detail: unknown): detail is RefusedImport {
  return (
    typeof detail === "object" && detail !== null && "kind" in detail && detail.kind === "refused-import"
  );
}

/** esbuild counts columns and lengths in UTF-8 bytes from 0; editors count UTF-16 units from 1. */
function messageSource(message: Message): SourceLocation | undefined {
  const location = message.location;
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

function messageDiagnostic(message: Message): Diagnostic {
  const source = messageSource(message);
  const place = source === undefined ? {} : { source };
  const detail: unknown = message.detail;
  if (!isRefusedImport(detail)) return loadCodes.create("syntax", { text: message.text }, place);
  const code = detail.reason === "not-found" ? "import-not-found" : "import-not-allowed";
  return loadCodes.create(code, { specifier: detail.specifier }, { ...place, allowed: detail.allowed });
}

function dependencies(metafile: Metafile, files: readonly DefinitionFile[]): FleetScript["dependencies"] {
  const closures = new Map<string, ReadonlySet<string>>();
  for (const { file } of files) {
    const closure = new Set<string>();
    const pending = [file];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (closure.has(next)) continue;
      closure.add(next);
      for (const dependency of metafile.inputs[next]?.imports ?? []) pending.push(dependency.path);
    }
    closures.set(file, closure);
  }
  return closures;
}

function failureMessages(error: unknown): readonly Message[] | undefined {
  if (error instanceof Error && "errors" in error && Array.isArray(error.errors) && error.errors.length > 0) {
    return error.errors;
  }
  return undefined;
}

/** Strips the types of all definitions, checks their imports and joins them to one script. Nothing is run. */
export async function fleetScript(
  sources: FleetSources,
  resolvePackage: PackageResolver,
): Promise<FleetScript | RefusedScript> {
  const files = [...sources.clusters, ...sources.environments];
  try {
    const result = await build({
      stdin: { contents: entrySource(files), resolveDir: sources.root, sourcefile: "<fleet>" },
      absWorkingDir: sources.root,
      banner: { js: '"use strict";' },
      bundle: true,
      charset: "utf8",
      format: "iife",
      logLevel: "silent",
      metafile: true,
      outfile: "definitions.js",
      platform: "neutral",
      plugins: [allowListPlugin(sources.root, resolvePackage)],
      sourcemap: "external",
      sourcesContent: false,
      target: "es2023",
      treeShaking: false,
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
      write: false,
    });
    const code = result.outputFiles.find((file) => file.path.endsWith(".js"));
    const sourceMap = result.outputFiles.find((file) => file.path.endsWith(".map"));
    if (code === undefined || sourceMap === undefined) {
      throw new CompilerFault("evaluator-failed", "esbuild gave no script for the definitions");
    }
    return {
      kind: "script",
      code: code.text,
      sourceMap: sourceMap.text,
      dependencies: dependencies(result.metafile, files),
    };
  } catch (error) {
    const messages = failureMessages(error);
    if (messages === undefined) throw error;
    return { kind: "refused", diagnostics: messages.map(messageDiagnostic) };
  }
}
