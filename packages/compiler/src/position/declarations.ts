import { ts } from "./typescript.ts";

/** What a name of a module stands for: an expression or a function of the module, or a name of another module. */
export type Declared =
  | { readonly kind: "expression"; readonly node: ts.Node }
  | { readonly kind: "imported"; readonly specifier: string; readonly name: string };

/** The name under which a module as a whole is imported: `import * as sizes from ...`. */
export const WHOLE_MODULE = "*";

function importedName(statement: ts.ImportDeclaration, name: string): string | undefined {
  const { importClause } = statement;
  if (importClause?.name?.text === name) return "default";
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return undefined;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === name ? WHOLE_MODULE : undefined;
  const element = bindings.elements.find((candidate) => candidate.name.text === name);
  return element === undefined ? undefined : (element.propertyName ?? element.name).text;
}

function specifierOf({ moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration): string {
  return moduleSpecifier !== undefined && ts.isStringLiteralLike(moduleSpecifier) ? moduleSpecifier.text : "";
}

/** The constant, function or import that a module has under a name; no local name of a function. */
export function declaredName(file: ts.SourceFile, name: string): Declared | undefined {
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      const found = statement.declarationList.declarations.find(
        (declaration) => ts.isIdentifier(declaration.name) && declaration.name.text === name,
      );
      if (found?.initializer !== undefined) return { kind: "expression", node: found.initializer };
    }
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) {
      return { kind: "expression", node: statement };
    }
    if (ts.isImportDeclaration(statement)) {
      const imported = importedName(statement, name);
      if (imported !== undefined) {
        return { kind: "imported", specifier: specifierOf(statement), name: imported };
      }
    }
  }
  return undefined;
}

function reexported(statement: ts.ExportDeclaration, name: string): ts.ExportSpecifier | undefined {
  const { exportClause } = statement;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return undefined;
  return exportClause.elements.find((element) => element.name.text === name);
}

/** What a module exports under a name, `default` included. A JSON file exports its content as default. */
export function exportedName(file: ts.SourceFile, name: string): Declared | undefined {
  const [first] = file.statements;
  if (file.fileName.endsWith(".json") && first !== undefined && ts.isExpressionStatement(first)) {
    return name === "default" ? { kind: "expression", node: first.expression } : undefined;
  }
  for (const statement of file.statements) {
    if (name === "default" && ts.isExportAssignment(statement)) {
      return { kind: "expression", node: statement.expression };
    }
    if (!ts.isExportDeclaration(statement)) continue;
    const element = reexported(statement, name);
    if (element === undefined) continue;
    const local = element.propertyName ?? element.name;
    return statement.moduleSpecifier === undefined
      ? { kind: "expression", node: local }
      : { kind: "imported", specifier: specifierOf(statement), name: local.text };
  }
  return name === "default" ? undefined : declaredName(file, name);
}

/** Where a module assigns a member of one of its names: `tenants[name] = ...`; the value, by key when it is written out. */
export function assignedMember(file: ts.SourceFile, name: string, key: string): ts.Node | undefined {
  const computed: ts.Node[] = [];
  let exact: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    node.forEachChild(visit);
    if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
    const { left, right } = node;
    const isMember = ts.isElementAccessExpression(left) || ts.isPropertyAccessExpression(left);
    if (!isMember || !ts.isIdentifier(left.expression) || left.expression.text !== name) return;
    const written = ts.isPropertyAccessExpression(left) ? left.name : left.argumentExpression;
    const isLiteral = ts.isPropertyAccessExpression(left) || ts.isStringLiteralLike(written);
    if (!isLiteral) computed.push(right);
    else if ("text" in written && written.text === key) exact = right;
  };
  visit(file);
  return exact ?? (computed.length === 1 ? computed[0] : undefined);
}
