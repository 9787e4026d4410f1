import { type Context, runInContext } from "node:vm";
import type { Diagnostic } from "@grampus/diagnostics";
import { type FleetScript, SCRIPT_GLOBAL } from "./bundle.ts";
import { loadCodes } from "./diagnostics.ts";
import { importHint } from "./dsl-names.ts";
import { FORBIDDEN_PREFIX, hermeticRealm } from "./realm.ts";
import { SCRIPT_NAME, type StackLocator, stackLocator } from "./stack.ts";

/** What one definition file came to: its module's exports, or why there are none. */
export type Evaluation =
  | { readonly kind: "exports"; readonly exports: Readonly<Record<string, unknown>> }
  | { readonly kind: "failed"; readonly diagnostic: Diagnostic };

/**
 * Evaluates every file. A definition is frozen as soon as its file is evaluated, and nothing can be added to the global
 * object: no file can change another.
 */
const RUN_ALL = `(() => {
  const { freeze, ownKeys, apply, WeakSet, has, add } = grampus;
  freeze(${SCRIPT_GLOBAL});
  const seen = new WeakSet();
  const frozen = (value) => {
    if (typeof value !== "object" || value === null || apply(has, seen, [value])) return;
    apply(add, seen, [value]);
    freeze(value);
    const keys = ownKeys(value);
    for (let index = 0; index < keys.length; index++) frozen(value[keys[index]]);
  };
  const outcomes = [];
  for (const file in ${SCRIPT_GLOBAL}) {
    grampus.current = file;
    try {
      const exports = ${SCRIPT_GLOBAL}[file]();
      frozen(exports.default);
      outcomes[outcomes.length] = { file, exports };
    } catch (error) {
      outcomes[outcomes.length] = { file, error };
    }
  }
  return outcomes;
})()`;

interface Outcome {
  readonly file: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

function textProperty(error: unknown, property: "code" | "name" | "message" | "stack"): string {
  if (typeof error !== "object" || error === null) return "";
  try {
    const value: unknown = Reflect.get(error, property);
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}

/** What was thrown when it is no error: a value as it is written, or what kind of thing it is. */
function thrownText(thrown: unknown): string {
  return typeof thrown === "object" || typeof thrown === "function"
    ? `a value of type ${typeof thrown}`
    : String(thrown);
}

function errorDiagnostic(file: string, error: unknown, locate: StackLocator): Diagnostic {
  const message = textProperty(error, "message");
  const source = locate(textProperty(error, "stack")) ?? { file, line: 1, column: 1 };
  if (message.startsWith(FORBIDDEN_PREFIX)) {
    return loadCodes.create("not-hermetic", { what: message.slice(FORBIDDEN_PREFIX.length) }, { source });
  }
  const name = textProperty(error, "name");
  if (name === "EvalError")
    return loadCodes.create("not-hermetic", { what: "code made from text" }, { source });
  const text = name === "" ? thrownText(error) : `${name}: ${message}`;
  const [, missing] = name === "ReferenceError" ? (/^(\S+) is not defined$/.exec(message) ?? []) : [];
  const hint = missing === undefined ? {} : importHint(missing);
  return loadCodes.create("threw", { error: text }, { source, ...hint });
}

function runAll(script: FleetScript, realm: Context, timeout: number): readonly Outcome[] {
  runInContext(script.code, realm, { filename: SCRIPT_NAME, timeout });
  return runInContext(RUN_ALL, realm, { filename: "grampus:evaluate", timeout });
}

/**
 * Runs the script in a hermetic realm and gives what each definition file exports. One file that throws does not keep
 * the others from being evaluated; one that loops does.
 *
 * @param timeout milliseconds for all files together
 */
export function evaluations(script: FleetScript, timeout: number): ReadonlyMap<string, Evaluation> {
  const realm = hermeticRealm();
  const files = new Set([...script.dependencies.values()].flatMap((closure) => [...closure]));
  let locator: StackLocator | undefined;
  const locate: StackLocator = (stack) => {
    locator ??= stackLocator(script.sourceMap, (file) => files.has(file));
    return locator(stack);
  };
  try {
    return new Map(
      Array.from(runAll(script, realm, timeout), ({ file, exports, error }): [string, Evaluation] => [
        file,
        exports === undefined
          ? { kind: "failed", diagnostic: errorDiagnostic(file, error, locate) }
          : { kind: "exports", exports },
      ]),
    );
  } catch (error) {
    if (textProperty(error, "code") !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    const current: unknown = runInContext("grampus.current", realm);
    const file = typeof current === "string" ? current : [...files][0];
    const source = file === undefined ? {} : { source: { file, line: 1, column: 1 } };
    const diagnostic = loadCodes.create("took-too-long", { milliseconds: timeout }, source);
    return new Map([[file ?? "", { kind: "failed", diagnostic }]]);
  }
}
