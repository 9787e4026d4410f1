import { ts } from "ts-morph";
import type { DataPath } from "../data/data-path.ts";
import { declaredName, exportedName } from "./declarations.ts";
import {
  type Modules,
  unwrapped,
  type Written,
  type WrittenProperty,
  writtenReader,
} from "./written-value.ts";

/** The nodes of one property: where its name is written and where its value is; perhaps in another module. */
export interface PropertyNodes {
  readonly name: ts.Node;
  readonly value: ts.Node;
  /** The expression behind the property's colon, where the property is written and another value can stand for it. */
  readonly replaceable?: ts.Node;
}

function isScalar(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    ts.isTemplateExpression(node) ||
    ts.isPrefixUnaryExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}

/** A field that a file of another language than TypeScript holds: what imports it, and the path in the file. */
export interface ImportedField {
  readonly from: ts.SourceFile;
  readonly specifier: string;
  readonly path: DataPath;
}

/** The field of an imported file that a path of the default export leads to; undefined when it leads to none. */
export function importedField(
  file: ts.SourceFile,
  path: DataPath,
  modules: Modules,
): ImportedField | undefined {
  const exported = exportedName(file, "default");
  if (exported?.kind !== "expression") return undefined;
  const reader = writtenReader(modules);
  let value: Written = { node: exported.node, scope: new Map() };
  for (const [index, segment] of path.entries()) {
    const { node } = reader.data(value);
    const declared = ts.isIdentifier(node) ? declaredName(node.getSourceFile(), node.text) : undefined;
    if (declared?.kind === "imported") {
      return { from: node.getSourceFile(), specifier: declared.specifier, path: path.slice(index) };
    }
    const next = reader.child(value, segment);
    if (next === undefined) return undefined;
    value = next.value;
  }
  return undefined;
}

/**
 * Finds the nodes of a field of the file's default export, in the module that writes it. A field that is computed has
 * no nodes of its own: then the nearest enclosing property is given.
 */
export function fieldNodes(file: ts.SourceFile, path: DataPath, modules: Modules): PropertyNodes | undefined {
  const exported = exportedName(file, "default");
  if (exported?.kind !== "expression") return undefined;
  const reader = writtenReader(modules);
  const whole: Written = { node: exported.node, scope: new Map() };
  let property: WrittenProperty = { name: exported.node, value: whole };
  for (const segment of path) {
    const next = reader.child(property.value, segment);
    if (next === undefined) return { name: property.name, value: property.value.node };
    property = next;
  }
  const written = property.value.node;
  const { node } = path.length === 0 ? whole : reader.data(property.value);
  const isElsewhere = isScalar(node) && unwrapped(written) !== node;
  const isAssigned = ts.isPropertyAssignment(written.parent) && written.parent.initializer === written;
  return {
    name: property.name,
    value: isElsewhere ? node : written,
    ...(isAssigned && written.getSourceFile() === file ? { replaceable: written } : {}),
  };
}

/** Finds where a file imports something: the text between the quotes, with the quotes. */
export function importNode(file: ts.SourceFile, specifier: string): ts.Node | undefined {
  let found: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined) return;
    const isImport =
      ts.isImportDeclaration(node.parent ?? node) ||
      ts.isExportDeclaration(node.parent ?? node) ||
      (node.parent !== undefined && ts.isCallExpression(node.parent));
    if (ts.isStringLiteralLike(node) && node.text === specifier && isImport) found = node;
    else node.forEachChild(visit);
  };
  visit(file);
  return found;
}
