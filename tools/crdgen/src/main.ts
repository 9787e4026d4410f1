import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { type Diagnostic, sortDiagnostics } from "@grampus/diagnostics";
import { CrdgenFault, readConfiguration } from "./configuration.ts";
import { generate } from "./generate.ts";

const USAGE = `crdgen CONFIGURATION... [--check]

Generates CustomResourceDefinitions, JSON Schemas, validators, tables and the reference page of an API.
  --check   write nothing; exit 1 and name the files when what is there differs
`;

function line(diagnostic: Diagnostic): string {
  const { source, path, code, message, found, allowed, hint } = diagnostic;
  const place = source === undefined ? path : `${source.file}:${source.line}:${source.column}`;
  const details = [
    found === undefined ? undefined : `found ${found}`,
    allowed === undefined ? undefined : `allowed: ${allowed}`,
    hint,
  ].filter((detail) => detail !== undefined);
  return [`${place ?? ""}: ${code}: ${message}`, ...details.map((detail) => `  ${detail}`)].join("\n");
}

function write(text: string): void {
  process.stdout.write(`${text}\n`);
}

function isCurrent(file: string, text: string): boolean {
  return existsSync(file) && readFileSync(file, "utf8") === text;
}

function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function staleFiles(directory: string, files: ReadonlyMap<string, string>): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .map((name) => join(directory, name))
    .filter((file) => !files.has(file));
}

async function run(configuration: string, check: boolean): Promise<boolean> {
  const generation = readConfiguration(configuration);
  const { files, diagnostics } = await generate(generation);
  if (diagnostics.length > 0) {
    for (const diagnostic of sortDiagnostics(diagnostics)) write(line(diagnostic));
    return false;
  }
  const changed = [...files].filter(([file, text]) => !isCurrent(file, text));
  const stale = staleFiles(generation.outputs.directory, files);
  for (const file of [...changed.map(([name]) => name), ...stale]) {
    write(
      `${check ? "differs" : stale.includes(file) ? "removed" : "wrote"} ${relative(process.cwd(), file)}`,
    );
  }
  if (check) {
    if (changed.length + stale.length > 0) write("run `npm run generate` and commit what it writes");
    return changed.length + stale.length === 0;
  }
  for (const [file, text] of changed) writeWhole(file, text);
  for (const file of stale) rmSync(file, { recursive: true });
  return true;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
});
if (values.help || positionals.length === 0) {
  write(USAGE);
  process.exitCode = values.help ? 0 : 1;
} else {
  try {
    const results = [];
    for (const configuration of positionals) results.push(await run(configuration, values.check));
    process.exitCode = results.every((fine) => fine) ? 0 : 1;
  } catch (fault) {
    if (!(fault instanceof CrdgenFault)) throw fault;
    process.stderr.write(`${fault.code}: ${fault.message}\n`);
    process.exitCode = 2;
  }
}
