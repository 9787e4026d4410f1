import { inspect } from "node:util";
import { type Context, runInContext } from "node:vm";
import type { Diagnostic, SourceLocation } from "@grampus/diagnostics";
import { type FleetScript, SCRIPT_GLOBAL } from "./bundle.ts";
import { loadCodes } from "./diagnostics.ts";
import { importHint } from "./dsl-names.ts";
import { hottestLine } from "./hot-line.ts";
import { askOnce, type Judge, judgeOf, type Question, realmJudge } from "./judge.ts";
import { forbiddenUse, hermeticRealm, isTimeout } from "./realm.ts";
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

function textProperty(error: unknown, property: "name" | "message" | "stack"): string {
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
  const name = textProperty(error, "name");
  const what = forbiddenUse(name, message);
  if (what !== undefined) return loadCodes.create("not-hermetic", { what }, { source });
  const text = name === "" ? thrownText(error) : `${name}: ${message}`;
  const [, missing] = name === "ReferenceError" ? (/^(\S+) is not defined$/.exec(message) ?? []) : [];
  const hint = missing === undefined ? {} : importHint(missing);
  return loadCodes.create("threw", { error: text }, { source, ...hint });
}

function runAll(script: FleetScript, realm: Context, timeout: number): readonly Outcome[] {
  runInContext(script.code, realm, { filename: SCRIPT_NAME, timeout });
  return runInContext(RUN_ALL, realm, { filename: "grampus:evaluate", timeout });
}

/** How long a loop is watched to find out where it is, in milliseconds. */
const WATCHED = 1000;

/**
 * Where the script loops: what ran out of time is run again, and watched.
 *
 * @param run runs it with a time limit in milliseconds
 */
function loopSource(
  { code }: FleetScript,
  timeout: number,
  locate: StackLocator,
  run: (timeout: number) => void,
): SourceLocation | undefined {
  const line = hottestLine(SCRIPT_NAME, () => {
    try {
      run(Math.min(timeout, WATCHED));
    } catch (error) {
      if (!isTimeout(error)) throw error;
    }
  });
  if (line === undefined) return undefined;
  const text = code.split("\n")[line - 1] ?? "";
  return locate(`${SCRIPT_NAME}:${line}:${text.length - text.trimStart().length + 1}`);
}

function memberOf(value: unknown, key: string | number): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** Asks a policy in a realm of its own: the profiler sees only code that is new to it. */
function askAnew(script: FleetScript, question: Question, timeout: number): void {
  const realm = hermeticRealm();
  const held = judgeOf(realm);
  const outcome = runAll(script, realm, timeout).find(({ file }) => file === question.file);
  const policies = memberOf(outcome?.exports?.default, "policies");
  const asked = memberOf(memberOf(policies, question.index), "judge");
  askOnce(realm, held, { ...question, asked }, timeout);
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

/** What definitions wrote with `console` since so many lines, at the places that did. */
function logDiagnostics(realm: Context, locate: StackLocator, told: number): readonly Diagnostic[] {
  const logs: readonly LogCall[] = runInContext("grampus.logs", realm);
  return Array.from(logs)
    .slice(told)
    .map(({ file, stack, values }) => {
      const source = locate(stack) ?? { file, line: 1, column: 1 };
      return loadCodes.create("log", { text: logText(values) }, { source });
    });
}

/** What the definition files of a fleet came to. */
export interface Evaluated {
  readonly byFile: ReadonlyMap<string, Evaluation>;
  /** What they wrote with `console`. */
  readonly logs: readonly Diagnostic[];
  /** Asks functions of the definitions, in their realm. */
  readonly judge: Judge;
}

/**
 * Runs the script in a hermetic realm and gives what each definition file exports. One file that throws does not keep
 * the others from being evaluated; one that loops does.
 *
 * @param timeout milliseconds for all files together, and for all functions that are asked at once
 */
export function evaluations(script: FleetScript, timeout: number): Evaluated {
  const realm = hermeticRealm();
  const held = judgeOf(realm);
  const files = new Set([...script.dependencies.values()].flatMap((closure) => [...closure]));
  let locator: StackLocator | undefined;
  const locate: StackLocator = (stack) => {
    locator ??= stackLocator(script.sourceMap, (file) => files.has(file));
    return locator(stack);
  };
  let told = 0;
  const logs = () => {
    const written = logDiagnostics(realm, locate, told);
    told += written.length;
    return written;
  };
  const judge = realmJudge(realm, held, {
    timeout,
    locate,
    loop: (question) => loopSource(script, timeout, locate, (limit) => askAnew(script, question, limit)),
    logs,
  });
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
    return { byFile, logs: logs(), judge };
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const current: unknown = runInContext("grampus.current", realm);
    const file = typeof current === "string" ? current : ([...files][0] ?? "");
    const source = loopSource(script, timeout, locate, (limit) => runAll(script, hermeticRealm(), limit));
    const diagnostic = loadCodes.create(
      "took-too-long",
      { milliseconds: timeout, file },
      source === undefined ? {} : { source },
    );
    const byFile = new Map([[file, { kind: "failed", diagnostic } as const]]);
    return { byFile, logs: logs(), judge };
  }
}
