import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "@grampus/diagnostics";
import { CompilerFault } from "../fault.ts";
import type { FleetSources } from "../fleet/sources.ts";
import { DEFINITION_PACKAGE } from "../load/imports.ts";
import { isInstalledIn, packageResolver } from "../load/package-resolver.ts";
import { typeDiagnostics } from "./type-message.ts";

const COMPILER_OPTIONS = {
  target: "es2023",
  lib: ["es2023"],
  types: [],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
} as const;

/** The TypeScript compiler's command, as the fleet installed it or as the compiler itself did. */
function typeCheckerPath(root: string): string {
  for (const directory of [root, path.dirname(fileURLToPath(import.meta.url))]) {
    try {
      const manifest = createRequire(path.join(directory, "package.json")).resolve("typescript/package.json");
      return path.join(path.dirname(manifest), "bin", "tsc");
    } catch {}
  }
  throw new CompilerFault("type-checker-failed", "cannot find the TypeScript compiler", {
    hint: "install it in the fleet: npm install --save-dev typescript; or do without it: --no-types",
  });
}

/** Where the definition package is for a fleet that has not installed it: where compile finds it too. */
function packagePaths(root: string): { readonly paths?: Readonly<Record<string, readonly string[]>> } {
  if (isInstalledIn(root, DEFINITION_PACKAGE)) return {};
  const entry = packageResolver(root)(DEFINITION_PACKAGE);
  return entry === undefined ? {} : { paths: { [DEFINITION_PACKAGE]: [entry] } };
}

interface CheckerAnswer {
  readonly exitCode: number | null;
  readonly output: string;
}

function checkerAnswer(command: string, args: readonly string[], directory: string): Promise<CheckerAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: directory,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("error", (cause) =>
      reject(
        new CompilerFault("type-checker-failed", `cannot run the TypeScript compiler: ${cause.message}`, {
          cause,
        }),
      ),
    );
    child.on("close", (exitCode) => resolve({ exitCode, output: Buffer.concat(output).toString("utf8") }));
  });
}

/**
 * Checks the types of all definitions with the TypeScript compiler, under strict options of our own.
 *
 * @throws CompilerFault `type-checker-failed` when the compiler is not installed or breaks
 */
export async function typeFindings({
  root,
  clusters,
  environments,
}: FleetSources): Promise<readonly Diagnostic[]> {
  const command = typeCheckerPath(root);
  const directory = mkdtempSync(path.join(tmpdir(), "grampus-types-"));
  try {
    const files = [...clusters, ...environments].map(({ file }) => path.join(root, file));
    const project = path.join(directory, "tsconfig.json");
    writeFileSync(
      project,
      JSON.stringify({ compilerOptions: { ...COMPILER_OPTIONS, ...packagePaths(root) }, files }),
    );
    const { exitCode, output } = await checkerAnswer(
      command,
      ["--pretty", "false", "--project", project],
      root,
    );
    if (exitCode === 0) return [];
    const diagnostics = typeDiagnostics(root, output);
    if (diagnostics.length === 0) {
      throw new CompilerFault(
        "type-checker-failed",
        `the TypeScript compiler failed: ${output.trim().slice(0, 2000)}`,
      );
    }
    return diagnostics;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
