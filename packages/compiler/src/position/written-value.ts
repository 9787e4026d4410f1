import { assignedMember, type Declared, declaredName, exportedName, WHOLE_MODULE } from "./declarations.ts";
import { ts } from "./typescript.ts";

/** The other modules of the fleet: the file a module imports by a specifier, when it is one of the fleet's. */
export type Modules = (from: ts.SourceFile, specifier: string) => ts.SourceFile | undefined;

/** An expression, and what the parameters and local names stand for where it is written. */
export interface Written {
  readonly node: ts.Node;
  readonly scope: ReadonlyMap<string, Written>;
}

/** The nodes of one property: where its name is written and where its value is. */
export interface WrittenProperty {
  readonly name: ts.Node;
  readonly value: Written;
}

const NO_NAMES: Written["scope"] = new Map();
const FARTHEST = 50;

/** Functions of the DSL whose only argument is called `settings` in what they give. */
const SETTINGS_FUNCTIONS: readonly string[] = ["deploy", "flux", "argocd"];

/** The functions of the definition language whose arguments become fields of what they give, by name of the field. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  override: ["cluster", "settings"],
  retire: ["cluster", "retirement"],
  policy: ["name", "judge"],
};

/** An expression without the parentheses and casts around it. */
export function unwrapped(node: ts.Node): ts.Node {
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

function calledName({ expression }: ts.CallExpression): string {
  if (ts.isIdentifier(expression)) return expression.text;
  return ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression)
    ? `${expression.expression.text}.${expression.name.text}`
    : "";
}

function propertyKey(name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  return ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)
    ? name.expression.text
    : undefined;
}

type FunctionNode = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;

function isFunction(node: ts.Node): node is FunctionNode {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node);
}

/** Follows what definitions are written with to the literals that hold the data. */
export interface Reader {
  /** The expression that holds the data: constants, imports, members, `define...` and the fleet's functions followed. */
  readonly data: (written: Written) => Written;
  /** A member of an object or an item of a list, when it is written out somewhere. */
  readonly child: (written: Written, segment: string | number) => WrittenProperty | undefined;
}

/** A reader over the modules of a fleet. What is computed in a way it does not know has no literal: there it stops. */
export function writtenReader(modules: Modules): Reader {
  function resolved(file: ts.SourceFile, declared: Declared | undefined, steps: number): Written | undefined {
    if (declared === undefined || steps > FARTHEST) return undefined;
    if (declared.kind === "expression") return { node: declared.node, scope: NO_NAMES };
    const module = modules(file, declared.specifier);
    if (module === undefined || declared.name === WHOLE_MODULE) return undefined;
    return resolved(module, exportedName(module, declared.name), steps + 1);
  }

  function named({ node, scope }: Written & { readonly node: ts.Identifier }): Written | undefined {
    const file = node.getSourceFile();
    return scope.get(node.text) ?? resolved(file, declaredName(file, node.text), 0);
  }

  function bound(
    name: ts.BindingName,
    value: Written,
    steps: number,
  ): readonly (readonly [string, Written])[] {
    if (ts.isIdentifier(name)) return [[name.text, value]];
    if (!ts.isObjectBindingPattern(name)) return [];
    return name.elements.flatMap((element) => {
      const key = element.propertyName ?? element.name;
      const member = ts.isIdentifier(key) ? child(value, key.text, steps) : undefined;
      return member === undefined ? [] : bound(element.name, member.value, steps);
    });
  }

  /** What a function gives for arguments: its expression, or what its one `return` at the end says. */
  function returned(called: Written, args: readonly Written[], steps: number): Written | undefined {
    if (!isFunction(called.node)) return undefined;
    const scope = new Map(called.scope);
    for (const [index, { name, initializer }] of called.node.parameters.entries()) {
      const value = args[index] ?? (initializer === undefined ? undefined : { node: initializer, scope });
      if (value !== undefined) for (const [key, member] of bound(name, value, steps)) scope.set(key, member);
    }
    const { body } = called.node;
    if (body === undefined || !ts.isBlock(body)) return body && { node: body, scope };
    for (const statement of body.statements) {
      if (ts.isReturnStatement(statement))
        return statement.expression && { node: statement.expression, scope };
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (initializer === undefined) continue;
        for (const [key, member] of bound(name, { node: initializer, scope }, steps)) scope.set(key, member);
      }
    }
    return undefined;
  }

  function called({ node, scope }: Written & { readonly node: ts.CallExpression }, steps: number) {
    const args = node.arguments.map((argument): Written => ({ node: argument, scope }));
    const callee = ts.isIdentifier(node.expression) ? named({ node: node.expression, scope }) : undefined;
    const given = callee === undefined ? undefined : returned(data(callee, steps + 1), args, steps + 1);
    if (given !== undefined) return given;
    const name = calledName(node);
    const isTransparent = name.startsWith("define") || name === "Object.freeze" || name === "exception";
    return isTransparent ? args[0] : undefined;
  }

  function accessed({ node, scope }: Written, steps: number): Written | undefined {
    if (ts.isPropertyAccessExpression(node)) {
      const { expression, name } = node;
      const file = node.getSourceFile();
      const whole = ts.isIdentifier(expression) ? declaredName(file, expression.text) : undefined;
      if (whole?.kind === "imported" && whole.name === WHOLE_MODULE) {
        return resolved(file, { ...whole, name: name.text }, 0);
      }
      return child({ node: expression, scope }, name.text, steps)?.value;
    }
    if (!ts.isElementAccessExpression(node)) return undefined;
    const key = unwrapped(data({ node: node.argumentExpression, scope }, steps).node);
    const isLiteral = ts.isStringLiteralLike(key) || ts.isNumericLiteral(key);
    return isLiteral ? child({ node: node.expression, scope }, key.text, steps)?.value : undefined;
  }

  function data(written: Written, steps = 0): Written {
    const node = unwrapped(written.node);
    const inner = { node, scope: written.scope };
    if (steps > FARTHEST) return inner;
    const next = ts.isIdentifier(node)
      ? named({ node, scope: written.scope })
      : ts.isCallExpression(node)
        ? called({ node, scope: written.scope }, steps)
        : accessed(inner, steps + 1);
    return next === undefined || next.node === node ? inner : data(next, steps + 1);
  }

  function objectProperty(
    { node, scope }: Written & { readonly node: ts.ObjectLiteralExpression },
    key: string,
    steps: number,
  ): WrittenProperty | undefined {
    for (const property of node.properties.toReversed()) {
      if (ts.isPropertyAssignment(property) && propertyKey(property.name) === key) {
        return { name: property.name, value: { node: property.initializer, scope } };
      }
      if (ts.isShorthandPropertyAssignment(property) && property.name.text === key) {
        const value = { node: property.name, scope };
        return { name: property.name, value: named(value) ?? value };
      }
      if (ts.isSpreadAssignment(property)) {
        const found = child({ node: property.expression, scope }, key, steps);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** The member of `Object.fromEntries(list.map((item) => [key, value]))`: the value, whatever the key. */
  function entryValue({ node, scope }: Written & { readonly node: ts.CallExpression }, steps: number) {
    const [list] = node.arguments;
    if (list === undefined || !ts.isCallExpression(list)) return undefined;
    const { expression, arguments: mappers } = list;
    const [mapper] = mappers;
    if (
      mapper === undefined ||
      !ts.isPropertyAccessExpression(expression) ||
      expression.name.text !== "map"
    ) {
      return undefined;
    }
    const pair = returned(data({ node: mapper, scope }, steps), [], steps);
    const entry = pair === undefined ? undefined : data(pair, steps);
    const value =
      entry !== undefined && ts.isArrayLiteralExpression(entry.node) ? entry.node.elements[1] : undefined;
    return value === undefined || entry === undefined
      ? undefined
      : { name: value, value: { node: value, scope: entry.scope } };
  }

  /** The items of a list, those of lists spread into it among them, up to a spread that nobody can count. */
  function items(
    { node, scope }: Written & { readonly node: ts.ArrayLiteralExpression },
    steps: number,
  ): readonly Written[] {
    const found: Written[] = [];
    for (const element of node.elements) {
      if (!ts.isSpreadElement(element)) {
        found.push({ node: element, scope });
        continue;
      }
      const list = data({ node: element.expression, scope }, steps);
      if (steps > FARTHEST || !ts.isArrayLiteralExpression(list.node)) break;
      found.push(...items({ node: list.node, scope: list.scope }, steps + 1));
    }
    return found;
  }

  function argument(
    { node, scope }: Written & { readonly node: ts.CallExpression },
    segment: string | number,
  ) {
    const name = calledName(node);
    if (name === "append" && segment === "items") return { name: node, value: { node, scope } };
    const index = name === "append" ? Number(segment) : (PARAMETERS[name]?.indexOf(String(segment)) ?? -1);
    const found =
      node.arguments[index] ??
      (SETTINGS_FUNCTIONS.includes(name ?? "") && segment === "settings" ? node.arguments[0] : undefined);
    return found === undefined ? undefined : { name: found, value: { node: found, scope } };
  }

  /** A member that a statement of the module adds to an object: `tenants[name] = ...`. */
  function assigned({ node }: Written, key: string): WrittenProperty | undefined {
    const inner = unwrapped(node);
    if (!ts.isIdentifier(inner)) return undefined;
    const file = inner.getSourceFile();
    const declared = declaredName(file, inner.text);
    const home = declared?.kind === "imported" ? modules(file, declared.specifier) : file;
    const name = declared?.kind === "imported" ? declared.name : inner.text;
    const value = home === undefined ? undefined : assignedMember(home, name, key);
    return value === undefined ? undefined : { name: value, value: { node: value, scope: NO_NAMES } };
  }

  function child(written: Written, segment: string | number, steps = 0): WrittenProperty | undefined {
    if (steps > FARTHEST) return undefined;
    const { node, scope } = data(written, steps + 1);
    if (ts.isObjectLiteralExpression(node)) {
      return (
        objectProperty({ node, scope }, String(segment), steps + 1) ?? assigned(written, String(segment))
      );
    }
    if (ts.isArrayLiteralExpression(node)) {
      const element = items({ node, scope }, steps + 1)[Number(segment)];
      return element === undefined ? undefined : { name: element.node, value: element };
    }
    if (!ts.isCallExpression(node)) return undefined;
    return calledName(node) === "Object.fromEntries"
      ? entryValue({ node, scope }, steps + 1)
      : argument({ node, scope }, segment);
  }

  return { data, child };
}
