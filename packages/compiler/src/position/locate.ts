import { readFileSync } from "node:fs";
import path from "node:path";
import type { Diagnostic, SourceLocation, Suggestion } from "@grampus/diagnostics";
import type { DataPath } from "../data/data-path.ts";
import type { FieldPlace, Finding, ImportPlace } from "../findings/finding.ts";
import { generatedFolder } from "../layout.ts";

/** Gives the place of a field or an import in its file; the file's first line when it cannot be found. */
export type Locator = (place: FieldPlace | ImportPlace) => SourceLocation;

function sourceText(root: string, file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch {
    return undefined;
  }
}

/** The path a relative import leads to, when it is a file of the fleet with one of the endings. */
function importedFile(from: string, specifier: string, endings: RegExp): string | undefined {
  if (!/^\.\.?\//.test(specifier) || !endings.test(specifier)) return undefined;
  const file = path.posix.join(path.posix.dirname(from), specifier);
  return file.startsWith("../") ? undefined : file;
}

/** Finds the places of fields, and the text that another value can be put in the place of. */
interface Places {
  readonly locate: Locator;
  readonly replaceable: (place: FieldPlace) => SourceLocation | undefined;
}

/** Makes a locator for the files below `root`. Each file is parsed once, and the parser is loaded only now. */
export async function locator(root: string): Promise<Locator> {
  return (await places(root)).locate;
}

async function places(root: string): Promise<Places> {
  const { ts } = await import("./typescript.ts");
  const { fieldNodes, importedField, importNode } = await import("./syntax-node.ts");
  const { yamlLine } = await import("./yaml-line.ts");
  const parsed = new Map<string, import("ts-morph").ts.SourceFile | undefined>();
  const parsedFile = (file: string) => {
    if (parsed.has(file)) return parsed.get(file);
    const text = sourceText(root, file);
    const source =
      text === undefined ? undefined : ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    parsed.set(file, source);
    return source;
  };
  const modules = (from: import("ts-morph").ts.SourceFile, specifier: string) => {
    const imported = importedFile(from.fileName, specifier, /\.(ts|json)$/);
    return imported === undefined ? undefined : parsedFile(imported);
  };
  const yamlPlace = (source: import("ts-morph").ts.SourceFile, fieldPath: DataPath) => {
    const field = importedField(source, fieldPath, modules);
    const file = field && importedFile(field.from.fileName, field.specifier, /\.yaml$/);
    const text = file === undefined ? undefined : sourceText(root, file);
    return file === undefined || field === undefined || text === undefined
      ? undefined
      : { file, line: yamlLine(text, field.path), column: 1 };
  };
  const range = (node: import("ts-morph").ts.Node) => {
    const home = node.getSourceFile();
    const start = home.getLineAndCharacterOfPosition(node.getStart(home));
    const end = home.getLineAndCharacterOfPosition(node.getEnd());
    return {
      file: home.fileName,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
  const locate: Locator = (place) => {
    const { file } = place;
    const source = parsedFile(file);
    if (source === undefined) return { file, line: 1, column: 1 };
    const inYaml = "specifier" in place ? undefined : yamlPlace(source, place.path);
    if (inYaml !== undefined) return inYaml;
    const node =
      "specifier" in place
        ? importNode(source, place.specifier)
        : fieldNodes(source, place.path, modules)?.[place.part];
    if (node === undefined) return { file, line: 1, column: 1 };
    const { endLine, endColumn, ...start } = range(node);
    return endLine === start.line ? { ...start, endLine, endColumn } : start;
  };
  const replaceable: Places["replaceable"] = (place) => {
    const source = parsedFile(place.file);
    const node = source && fieldNodes(source, place.path, modules)?.replaceable;
    return node === undefined ? undefined : range(node);
  };
  return { locate, replaceable };
}

function suggestion(
  { place, suggested }: Finding,
  { replaceable }: Places,
): { readonly suggestion?: Suggestion } {
  if (suggested === undefined) return {};
  const isValue = place !== undefined && "part" in place && place.part === "value";
  const isWritten = isValue && generatedFolder(place.file) === undefined;
  const replaces = isWritten ? replaceable(place) : undefined;
  return {
    suggestion: { text: JSON.stringify(suggested), ...(replaces === undefined ? {} : { replaces }) },
  };
}

function locatedDiagnostic(finding: Finding, found: Places): Diagnostic {
  const { diagnostic, place, related } = finding;
  const notes = related?.map(({ message, place: other }) => ({ message, source: found.locate(other) }));
  return {
    ...diagnostic,
    ...(place === undefined ? {} : { source: found.locate(place) }),
    ...suggestion(finding, found),
    ...(notes === undefined ? {} : { related: notes }),
  };
}

/** Looks up the places of findings. Costs nothing when there are none. */
export async function locatedDiagnostics(
  root: string,
  findings: readonly Finding[],
): Promise<readonly Diagnostic[]> {
  if (findings.every(({ place, related }) => place === undefined && related === undefined))
    return findings.map(({ diagnostic }) => diagnostic);
  const found = await places(root);
  return findings.map((finding) => locatedDiagnostic(finding, found));
}
