import { type Context, runInContext } from "node:vm";
import type { Diagnostic } from "@grampus/diagnostics";
import { systemErrorCode } from "../fault.ts";
import { type FleetScript, SCRIPT_GLOBAL } from "./bundle.ts";
import { loadCodes } from "./diagnostics.ts";
import { FORBIDDEN_PREFIX, hermeticRealm } from "./realm.ts";
import { SCRIPT_NAME, type StackLocator, stackLocator } from "./stack.ts";

/** What one definition file came to: its module's exports, or why there are none. */
export type Evaluation =
  | { readonly kind: "exports"; readonly exports: Readonly<Record<string, unknown>> }
  | { readonly kind: "failed"; readonly diagnostic: Diagnostic };

const RUN_ALL = `Object.entries(${SCRIPT_GLOBAL}).map(([file, evaluate]) => {
  globalThis.current = file;
  try { return { file, exports: evaluate() }; } catch (error) { return { file, error }; }
})`;

interface Outcome {
  readonly file: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

function textProperty(error: unknown, property: "name" | "message" | "stack"): string {
  if (typeof error !== "object" || error === null) return "";
  const value: unknown = Reflect.get(error, property);
  return typeof value === "string" ? value : "";
}

function errorDiagnostic(file: string, error: unknown, locate: StackLocator): Diagnostic {
  const message = textProperty(error, "message");
  const source = locate(textProperty(error, "stack")) ?? { file, line: 1, column: 1 };
  if (message.startsWith(FORBIDDEN_PREFIX)) {
    return loadCodes.create("not-hermetic", { what: message.slice(FORBIDDEN_PREFIX.length) }, { source });
  }
  if (message.startsWith("A dynamic import callback")) {
    return loadCodes.create("not-hermetic", { what: "import() of a computed name" }, { source });
  }
  const name = textProperty(error, "name");
  const text = name === "" ? String(error) : `${name}: ${message}`;
  return loadCodes.create("threw", { error: text }, { source });
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
  const locate = stackLocator(script.sourceMap, (file) => files.has(file));
  try {
    return new Map(
      runAll(script, realm, timeout).map(({ file, exports, error }): [string, Evaluation] => [
        file,
        exports === undefined
          ? { kind: "failed", diagnostic: errorDiagnostic(file, error, locate) }
          : { kind: "exports", exports },
      ]),
    );
  } catch (error) {
    if (systemErrorCode(error) !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    const current: unknown = runInContext("globalThis.current", realm);
    const file = typeof current === "string" ? current : [...files][0];
    const source = file === undefined ? {} : { source: { file, line: 1, column: 1 } };
    const diagnostic = loadCodes.create("took-too-long", { milliseconds: timeout }, source);
    return new Map([[file ?? "", { kind: "failed", diagnostic }]]);
  }
}
