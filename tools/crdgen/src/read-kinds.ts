import type { Diagnostic } from "@grampus/diagnostics";
import { type InterfaceDeclaration, Project, SyntaxKind } from "ts-morph";
import { codes } from "./diagnostics.ts";
import type { DocTag } from "./doc-comment.ts";
import { docOf, locationOf, type Reading, readInterface } from "./read-type.ts";
import type { Kind, ObjectShape, PrinterColumn, ScalePaths } from "./schema.ts";

/** What a source declares, and what is wrong with it. */
export interface ReadKinds {
  readonly kinds: readonly Kind[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the source is. */
export interface Source {
  /** The module that exports the root interfaces. */
  readonly entry: string;
  /** TypeScript's configuration for it. */
  readonly tsConfig: string;
  /** Path of a source file as messages name it. */
  readonly fileName: (path: string) => string;
}

function textOf(tags: readonly DocTag[], name: string): string | undefined {
  return tags.find((tag) => tag.name === name)?.text;
}

function wordsOf(tags: readonly DocTag[], name: string): readonly string[] {
  return textOf(tags, name)?.split(/\s+/) ?? [];
}

function printColumnOf(tag: DocTag): PrinterColumn | undefined {
  const match = /^(\S+) (string|integer|number|boolean|date) (\..+)$/.exec(tag.text);
  const [, name, type, jsonPath] = match ?? [];
  if (name === undefined || type === undefined || jsonPath === undefined) return undefined;
  return { name: name.replaceAll("_", " "), type, jsonPath };
}

function scaleOf(words: readonly string[]): ScalePaths | undefined {
  const [specReplicasPath, statusReplicasPath, labelSelectorPath] = words;
  if (specReplicasPath === undefined || statusReplicasPath === undefined) return undefined;
  return {
    specReplicasPath,
    statusReplicasPath,
    ...(labelSelectorPath === undefined ? {} : { labelSelectorPath }),
  };
}

function literalField(root: ObjectShape, name: string): string | undefined {
  const shape = root.fields.find((field) => field.name === name)?.node.shape;
  return shape?.kind === "enum" ? shape.values[0] : undefined;
}

function readKind(
  reading: Reading,
  declaration: InterfaceDeclaration,
  tags: readonly DocTag[],
): Kind | undefined {
  const root = readInterface(reading, declaration);
  const source = locationOf(reading, declaration);
  const kind = textOf(tags, "kind") ?? "";
  const [group, version] = literalField(root, "apiVersion")?.split("/") ?? [];
  const hasMetadata = root.fields.some((field) => field.name === "metadata" && field.required);
  if (group === undefined || version === undefined || literalField(root, "kind") !== kind || !hasMetadata) {
    reading.diagnostics.push(codes.create("bad-root", { kind }, { source }));
    return undefined;
  }
  const printColumns: PrinterColumn[] = [];
  for (const tag of tags.filter((candidate) => candidate.name === "printColumn")) {
    const column = printColumnOf(tag);
    if (column !== undefined) printColumns.push(column);
    else
      reading.diagnostics.push(
        codes.create(
          "bad-tag",
          { tag: tag.name },
          {
            source,
            found: tag.text,
            allowed: "@printColumn <name> string|integer|number|boolean|date <JSONPath>",
          },
        ),
      );
  }
  const scale = scaleOf(wordsOf(tags, "scale"));
  return {
    group,
    version,
    kind,
    plural: textOf(tags, "plural") ?? `${kind.toLowerCase()}s`,
    singular: textOf(tags, "singular") ?? kind.toLowerCase(),
    shortNames: wordsOf(tags, "shortNames"),
    categories: wordsOf(tags, "categories"),
    ...(scale === undefined ? {} : { scale }),
    printColumns,
    root,
  };
}

/** Reads every exported interface with the tag `@kind`, in the order of their names. */
export function readKinds(source: Source): ReadKinds {
  const project = new Project({ tsConfigFilePath: source.tsConfig, skipAddingFilesFromTsConfig: true });
  const entry = project.addSourceFileAtPath(source.entry);
  project.resolveSourceFileDependencies();
  const diagnostics: Diagnostic[] = [];
  const reading = { diagnostics, fileName: source.fileName, open: [] };
  const kinds: Kind[] = [];
  for (const [, [declaration]] of [...entry.getExportedDeclarations()].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const definition = declaration?.asKind(SyntaxKind.InterfaceDeclaration);
    if (definition === undefined) continue;
    const { tags } = docOf(definition);
    if (textOf(tags, "kind") === undefined) continue;
    const kind = readKind(reading, definition, tags);
    if (kind !== undefined) kinds.push(kind);
  }
  if (kinds.length === 0 && diagnostics.length === 0) {
    diagnostics.push(
      codes.create("no-kinds", {}, { source: { file: source.fileName(source.entry), line: 1, column: 1 } }),
    );
  }
  return { kinds, diagnostics };
}
