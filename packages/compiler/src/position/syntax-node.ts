import { ts } from "ts-morph";
import type { DataPath } from "../data/data-path.ts";

/** The nodes of one property: where its name is written and where its value is. */
export interface PropertyNodes {
  readonly name: ts.Node;
  readonly value: ts.Node;
}

function unwrapped(node: ts.Node): ts.Node {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isNonNullExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

function constantInitializer(file: ts.SourceFile, name: string): ts.Node | undefined {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      if (ts.isIdentifier(declaration.name) && declaration.name.text === name) return declaration.initializer;
    }
  }
  return undefined;
}

function calledName(node: ts.CallExpression): string {
  return ts.isIdentifier(node.expression) ? node.expression.text : "";
}

/** Follows constants of the same file and `define...` calls to the expression that holds the data. */
function dataNode(file: ts.SourceFile, node: ts.Node, visited: ReadonlySet<string> = new Set()): ts.Node {
  const inner = unwrapped(node);
  if (ts.isIdentifier(inner) && !visited.has(inner.text)) {
    const initializer = constantInitializer(file, inner.text);
    return initializer === undefined ? inner : dataNode(file, initializer, new Set([...visited, inner.text]));
  }
  if (ts.isCallExpression(inner) && calledName(inner).startsWith("define")) {
    const [argument] = inner.arguments;
    return argument === undefined ? inner : dataNode(file, argument, visited);
  }
  return inner;
}

function propertyKey(name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  return ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)
    ? name.expression.text
    : undefined;
}

function objectProperty(
  file: ts.SourceFile,
  node: ts.ObjectLiteralExpression,
  key: string,
): PropertyNodes | undefined {
  for (const property of node.properties.toReversed()) {
    if (ts.isPropertyAssignment(property) && propertyKey(property.name) === key) {
      return { name: property.name, value: property.initializer };
    }
    if (ts.isShorthandPropertyAssignment(property) && property.name.text === key) {
      const constant = constantInitializer(file, key);
      return { name: property.name, value: constant ?? property.name };
    }
    if (ts.isSpreadAssignment(property)) {
      const spread = dataNode(file, property.expression);
      const found = ts.isObjectLiteralExpression(spread) ? objectProperty(file, spread, key) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function child(file: ts.SourceFile, node: ts.Node, segment: string | number): PropertyNodes | undefined {
  const data = dataNode(file, node);
  if (ts.isObjectLiteralExpression(data)) return objectProperty(file, data, String(segment));
  if (ts.isArrayLiteralExpression(data)) {
    const element = data.elements[Number(segment)];
    return element === undefined ? undefined : { name: element, value: element };
  }
  if (ts.isCallExpression(data) && calledName(data) === "override") {
    const argument =
      segment === "cluster" ? data.arguments[0] : segment === "settings" ? data.arguments[1] : undefined;
    return argument === undefined ? undefined : { name: argument, value: argument };
  }
  return undefined;
}

function defaultExport(file: ts.SourceFile): ts.Node | undefined {
  const assignment = file.statements.find(ts.isExportAssignment);
  if (assignment !== undefined) return assignment.expression;
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
    if (!ts.isNamedExports(statement.exportClause)) continue;
    const named = statement.exportClause.elements.find((element) => element.name.text === "default");
    if (named !== undefined) return named.propertyName ?? named.name;
  }
  return undefined;
}

/**
 * Finds the nodes of a field of the file's default export. A field that a spread from elsewhere or a computation
 * supplies has no nodes of its own: then the nearest enclosing property is given.
 */
export function fieldNodes(file: ts.SourceFile, path: DataPath): PropertyNodes | undefined {
  const exported = defaultExport(file);
  if (exported === undefined) return undefined;
  let nodes: PropertyNodes = { name: exported, value: exported };
  for (const segment of path) {
    const next = child(file, nodes.value, segment);
    if (next === undefined) break;
    nodes = next;
  }
  return nodes;
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
