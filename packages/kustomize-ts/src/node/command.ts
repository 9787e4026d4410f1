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
import { parseArgs } from "node:util";
import { renderText } from "@grampus/diagnostics";
import { type BuildResult, build } from "../build/build.ts";
import { diskFileSystem } from "./disk-file-system.ts";
import { outputFiles } from "./output-files.ts";

/** What the command says and how it ends: 0 built, 1 refused, 2 the machine failed. */
export interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

const USAGE = `Usage: kustomize-ts build [DIR] [options]

Builds the kustomization in DIR (default: the current directory) as kustomize build does.

Options:
  -o, --output PATH        write to the file PATH, or one file per resource when PATH is a directory
      --load-restrictor R  LoadRestrictionsRootOnly (default) or LoadRestrictionsNone
  -h, --help               show this text

Exit codes: 0 built; 1 the kustomization is refused, with the reasons on standard error; 2 the machine failed.
`;

const RESTRICTORS = { LoadRestrictionsRootOnly: "rootOnly", LoadRestrictionsNone: "none" } as const;

function usageError(message: string): CommandResult {
  return { exitCode: 1, stdout: "", stderr: `kustomize-ts: ${message}\n\n${USAGE}` };
}

interface Request {
  readonly directory: string;
  readonly output: string | undefined;
  readonly restrictor: "rootOnly" | "none";
}

function requestOf(parameters: readonly string[]): Request | CommandResult {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      output: { type: "string", short: "o" },
      "load-restrictor": { type: "string", default: "LoadRestrictionsRootOnly" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return { exitCode: 0, stdout: USAGE, stderr: "" };
  const [command, directory = ".", extra] = positionals;
  if (command !== "build")
    return usageError(command === undefined ? "no command" : `${command} is not a command`);
  if (extra !== undefined) return usageError(`one directory can be built at a time, found also ${extra}`);
  const name = values["load-restrictor"];
  if (name !== "LoadRestrictionsRootOnly" && name !== "LoadRestrictionsNone") {
    return usageError(`--load-restrictor ${name} is neither ${Object.keys(RESTRICTORS).join(" nor ")}`);
  }
  return { directory, output: values.output, restrictor: RESTRICTORS[name] };
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

function runBuild({ directory, output, restrictor }: Request, colored: boolean): CommandResult {
  const { root } = parse(resolve(directory));
  const fs = diskFileSystem(root);
  const path = relative(root, resolve(directory)).split(sep).join("/");
  const result = build(path, { fs, loadRestrictor: restrictor });
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

function isRequest(value: Request | CommandResult): value is Request {
  return "directory" in value;
}

/** Runs the command with the parameters behind its name. Never throws. `colored` is for a terminal. */
export function runCommand(parameters: readonly string[], colored = false): CommandResult {
  let request: Request | CommandResult;
  try {
    request = requestOf(parameters);
  } catch (error) {
    return usageError(reasonOf(error));
  }
  if (!isRequest(request)) return request;
  try {
    return runBuild(request, colored);
  } catch (error) {
    return { exitCode: 2, stdout: "", stderr: `kustomize-ts: ${reasonOf(error)}\n` };
  }
}
