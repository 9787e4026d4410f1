import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join, parse, relative, resolve, sep } from "node:path";
import { renderText } from "@grampus/diagnostics";
import { type BuildResult, build } from "../accumulate/build.ts";
import { diskFileSystem } from "./disk-file-system.ts";
import { outputFiles } from "./output-files.ts";
import { type BuildRequest, requestOf, USAGE } from "./request.ts";

/** What the command says and how it ends: 0 built, 1 refused, 2 the machine failed. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Writes a file wholly or not at all. */
function writeWhole(path: string, text: string): void {
  const scratch = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(scratch, "wx");
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(scratch, path);
  } catch (error) {
    rmSync(scratch, { force: true });
    throw error;
  }
}

/** Paths of diagnostics as the person at the keyboard would write them. */
function shownPath(root: string, path: string): string {
  const absolute = root + path;
  const fromHere = relative(process.cwd(), absolute);
  return fromHere === "" || fromHere.startsWith(`..${sep}..${sep}..`) ? absolute : fromHere;
}

function readSource(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function writeOutput(output: string, result: Extract<BuildResult, { kind: "built" }>): void {
  const path = resolve(output);
  if (!isDirectory(path)) {
    writeWhole(path, result.yaml());
    return;
  }
  for (const [name, text] of outputFiles(result.resources)) writeWhole(join(path, name), text);
}

function runBuild({ directory, output, options }: BuildRequest, colored: boolean): CommandResult {
  const { root } = parse(resolve(directory));
  const fs = diskFileSystem(root);
  const path = relative(root, resolve(directory)).split(sep).join("/");
  const result = build(path, { ...options, fs });
  const diagnostics = result.diagnostics.map((diagnostic) =>
    diagnostic.source === undefined
      ? diagnostic
      : { ...diagnostic, source: { ...diagnostic.source, file: shownPath(root, diagnostic.source.file) } },
  );
  const stderr = diagnostics.length === 0 ? "" : renderText(diagnostics, { readSource, color: colored });
  if (result.kind === "refused") return { exitCode: 1, stdout: "", stderr };
  if (output === undefined) return { exitCode: 0, stdout: result.yaml(), stderr };
  writeOutput(output, result);
  return { exitCode: 0, stdout: "", stderr };
}

function usageError(message: string): CommandResult {
  return { exitCode: 1, stdout: "", stderr: `kustomize-ts: ${message}\n\n${USAGE}` };
}

/** Runs the command with the parameters behind its name. Never throws. `colored` is for a terminal. */
export function runCommand(parameters: readonly string[], colored = false): CommandResult {
  const request = requestOf(parameters);
  if (request.kind === "help") return { exitCode: 0, stdout: USAGE, stderr: "" };
  if (request.kind === "wrong") return usageError(request.message);
  try {
    return runBuild(request, colored);
  } catch (error) {
    return { exitCode: 2, stdout: "", stderr: `kustomize-ts: ${reasonOf(error)}\n` };
  }
}
