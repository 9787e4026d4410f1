import { inspect } from "node:util";
import { type Context, runInContext } from "node:vm";
import type { Diagnostic, SourceLocation } from "@grampus/diagnostics";
import { type FleetScript, SCRIPT_GLOBAL } from "./bundle.ts";
import { loadCodes } from "./diagnostics.ts";
import { importHint } from "./dsl-names.ts";
import { hottestLine } from "./hot-line.ts";
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

const TIMED_OUT = "ERR_SCRIPT_EXECUTION_TIMEOUT";

function runAll(script: FleetScript, realm: Context, timeout: number): readonly Outcome[] {
  runInContext(script.code, realm, { filename: SCRIPT_NAME, timeout });
  return runInContext(RUN_ALL, realm, { filename: "grampus:evaluate", timeout });
}

/** How long a loop is watched to find out where it is, in milliseconds. */
const WATCHED = 1000;

/** Where the script loops: it is run again in a realm of its own, and watched. */
function loopSource(script: FleetScript, timeout: number, locate: StackLocator): SourceLocation | undefined {
  const line = hottestLine(SCRIPT_NAME, () => {
    try {
      runAll(script, hermeticRealm(), Math.min(timeout, WATCHED));
    } catch (error) {
      if (textProperty(error, "code") !== TIMED_OUT) throw error;
    }
  });
  if (line === undefined) return undefined;
  const text = script.code.split("\n")[line - 1] ?? "";
  return locate(`${SCRIPT_NAME}:${line}:${text.length - text.trimStart().length + 1}`);
}

interface LogCall {
  readonly file: string;
  readonly stack: string;
  readonly values: readonly unknown[];
}

const LONGEST_LOG = 2000;

function logText(values: readonly unknown[]): string {
  const text = Array.from(values, (value) =>
    typeof value === "string" ? value : inspect(value, { customInspect: false, depth: 8, breakLength: 100 }),
  ).join(" ");
  return text.length > LONGEST_LOG ? `${text.slice(0, LONGEST_LOG - 1)}…` : text;
}

/** What definitions wrote with `console`, at the places that did. */
function logDiagnostics(realm: Context, locate: StackLocator): readonly Diagnostic[] {
  const logs: readonly LogCall[] = runInContext("grampus.logs", realm);
  return Array.from(logs, ({ file, stack, values }) => {
    const source = locate(stack) ?? { file, line: 1, column: 1 };
    return loadCodes.create("log", { text: logText(values) }, { source });
  });
}

/** What the definition files of a fleet came to. */
export interface Evaluated {
  readonly byFile: ReadonlyMap<string, Evaluation>;
  /** What they wrote with `console`. */
  readonly logs: readonly Diagnostic[];
}

/**
 * Runs the script in a hermetic realm and gives what each definition file exports. One file that throws does not keep
 * the others from being evaluated; one that loops does.
 *
 * @param timeout milliseconds for all files together
 */
export function evaluations(script: FleetScript, timeout: number): Evaluated {
  const realm = hermeticRealm();
  const files = new Set([...script.dependencies.values()].flatMap((closure) => [...closure]));
  let locator: StackLocator | undefined;
  const locate: StackLocator = (stack) => {
    locator ??= stackLocator(script.sourceMap, (file) => files.has(file));
    return locator(stack);
  };
  try {
    const outcomes = runAll(script, realm, timeout);
    const byFile = new Map(
      Array.from(outcomes, ({ file, exports, error }): [string, Evaluation] => [
        file,
        exports === undefined
          ? { kind: "failed", diagnostic: errorDiagnostic(file, error, locate) }
          : { kind: "exports", exports },
      ]),
    );
    return { byFile, logs: logDiagnostics(realm, locate) };
  } catch (error) {
    if (textProperty(error, "code") !== TIMED_OUT) throw error;
    const current: unknown = runInContext("grampus.current", realm);
    const file = typeof current === "string" ? current : ([...files][0] ?? "");
    const source = loopSource(script, timeout, locate);
    const diagnostic = loadCodes.create(
      "took-too-long",
      { milliseconds: timeout, file },
      source === undefined ? {} : { source },
    );
    return { byFile: new Map([[file, { kind: "failed", diagnostic }]]), logs: logDiagnostics(realm, locate) };
  }
}
