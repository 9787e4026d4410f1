import { readFileSync } from "node:fs";
import path from "node:path";
import type { Diagnostic, SourceLocation } from "@grampus/diagnostics";
import type { FieldPlace, Finding, ImportPlace } from "../findings/finding.ts";

/** Gives the place of a field or an import in its file; the file's first line when it cannot be found. */
export type Locator = (place: FieldPlace | ImportPlace) => SourceLocation;

function sourceText(root: string, file: string): string {
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch {
    return "";
  }
}

/** Makes a locator for the files below `root`. Each file is parsed once, and the parser is loaded only now. */
export async function locator(root: string): Promise<Locator> {
  const { ts } = await import("./typescript.ts");
  const { fieldNodes, importNode } = await import("./syntax-node.ts");
  const parsed = new Map<string, import("ts-morph").ts.SourceFile>();
  return (place) => {
    const { file } = place;
    const source =
      parsed.get(file) ?? ts.createSourceFile(file, sourceText(root, file), ts.ScriptTarget.Latest, true);
    parsed.set(file, source);
    const node =
      "specifier" in place
        ? importNode(source, place.specifier)
        : fieldNodes(source, place.path)?.[place.part];
    if (node === undefined) return { file, line: 1, column: 1 };
    const start = source.getLineAndCharacterOfPosition(node.getStart(source));
    const end = source.getLineAndCharacterOfPosition(node.getEnd());
    const isOneLine = start.line === end.line;
    return {
      file,
      line: start.line + 1,
      column: start.character + 1,
      ...(isOneLine ? { endLine: end.line + 1, endColumn: end.character + 1 } : {}),
    };
  };
}

/** Looks up the places of findings. Costs nothing when there are none. */
export async function locatedDiagnostics(
  root: string,
  findings: readonly Finding[],
): Promise<readonly Diagnostic[]> {
  if (findings.every(({ place }) => place === undefined)) return findings.map(({ diagnostic }) => diagnostic);
  const locate = await locator(root);
  return findings.map(({ diagnostic, place }) =>
    place === undefined ? diagnostic : { ...diagnostic, source: locate(place) },
  );
}
