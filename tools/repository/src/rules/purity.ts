import { builtinModules } from "node:module";
import type { Diagnostic } from "@grampus/diagnostics";
import { Node, SyntaxKind } from "ts-morph";
import { codes } from "../codes.ts";
import { EDGE, PURE_PACKAGES } from "../layout.ts";
import { type Repository, type RepositoryFile, workspaceTarget } from "../model/repository.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

const BUILTIN = new Set(builtinModules);
const IMPURE_MEMBERS = new Set(["Date.now", "Math.random", "performance.now", "crypto.randomUUID"]);
const LOCALE_METHODS = /^(localeCompare|toLocale\w*String|toLocaleLowerCase|toLocaleUpperCase)$/;
const TIMERS = new Set(["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "fetch"]);

function isNodeModule(specifier: string): boolean {
  return specifier.startsWith("node:") || BUILTIN.has(specifier);
}

function impureImports(repository: Repository, file: RepositoryFile, from: string): readonly Diagnostic[] {
  return file.references.flatMap(({ specifier, literal }) => {
    const subPath = workspaceTarget(repository, specifier)?.subPath;
    if (!isNodeModule(specifier) && subPath !== EDGE) return [];
    const source = sourceRange(file.path, literal);
    return [codes.create("impure-import", { from, to: specifier }, { source })];
  });
}

function impureName(node: Node): string | undefined {
  if (Node.isPropertyAccessExpression(node)) {
    if (IMPURE_MEMBERS.has(node.getText())) return node.getText();
    return LOCALE_METHODS.test(node.getName()) ? node.getName() : undefined;
  }
  if (Node.isNewExpression(node)) {
    const now = node.getExpression().getText() === "Date" && node.getArguments().length === 0;
    return now ? "new Date()" : undefined;
  }
  if (Node.isCallExpression(node)) {
    const callee = node.getExpression().getText();
    return TIMERS.has(callee) || callee === "Date" ? `${callee}()` : undefined;
  }
  return undefined;
}

const SUSPECTS: readonly SyntaxKind[] = [
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.NewExpression,
  SyntaxKind.CallExpression,
];

function impureGlobals(file: RepositoryFile, from: string): readonly Diagnostic[] {
  return SUSPECTS.flatMap((kind) => file.syntax.getDescendantsOfKind(kind)).flatMap((node) => {
    const name = impureName(node);
    if (name === undefined) return [];
    return [codes.create("impure-global", { from, name }, { source: sourceRange(file.path, node) })];
  });
}

/** Pure packages import no Node module and no other edge, and ask nobody for time, chance or a locale. */
export const purity: Rule = (repository) =>
  repository.files.flatMap((file) => {
    if (file.place.kind === "definition" || !file.place.pure) return [];
    const { owner } = file.place;
    return [...impureImports(repository, file, owner), ...impureGlobals(file, owner)];
  });

function ambientTypes(configuration: unknown): unknown {
  if (typeof configuration !== "object" || configuration === null) return undefined;
  if (!("compilerOptions" in configuration)) return undefined;
  const { compilerOptions } = configuration;
  if (typeof compilerOptions !== "object" || compilerOptions === null) return undefined;
  return "types" in compilerOptions ? compilerOptions.types : undefined;
}

/** The tsconfig.json of a pure package lets in no ambient types, so `process` and `Buffer` do not even compile. */
export const pureTypes: Rule = ({ configurations }) =>
  [...configurations].flatMap(([file, configuration]) => {
    const [area, folder = "", ...rest] = file.split("/");
    if (area !== "packages" || !PURE_PACKAGES.includes(folder) || rest.length > 1) return [];
    const types = ambientTypes(configuration);
    if (Array.isArray(types) && types.length === 0) return [];
    const source = { file, line: 1, column: 1 };
    const found = types === undefined ? "no types" : JSON.stringify(types);
    return [
      codes.create("impure-types", { from: `packages/${folder}` }, { source, found, allowed: '"types": []' }),
    ];
  });
