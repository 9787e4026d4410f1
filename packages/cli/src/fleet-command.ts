import { statSync } from "node:fs";
import path from "node:path";
import { type CompileRequest, fleetCodes, fleetRoot, type Selection } from "@grampus/compiler";
import { type Diagnostic, diagnosticsReport } from "@grampus/diagnostics";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { expectShortRun } from "./short-run.ts";
import { type Terminal, writeDiagnostics, writeJson } from "./terminal.ts";

/** Options that every command about a fleet has. */
export interface FleetOptions {
  readonly root?: string;
  readonly against?: string;
  readonly env?: string;
  readonly cluster?: string;
  readonly json?: boolean;
}

/** There is no fleet to ask, or what it says is wrong. */
export interface Refusal {
  readonly kind: "refused";
  readonly diagnostics: readonly Diagnostic[];
}

/** What came of asking, and the folder that the places of its diagnostics are relative to. */
export interface Answer<Result> {
  readonly root: string;
  readonly result: Result | Refusal;
}

function refused(diagnostic: Diagnostic): Answer<never> {
  return { root: ".", result: { kind: "refused", diagnostics: [diagnostic] } };
}

/**
 * Asks the fleet around the current folder, or the one that `--root` names.
 *
 * @param ask gets the request; what it throws is thrown on
 */
export async function answer<Result>(
  { root: named, against }: FleetOptions,
  selection: Selection,
  ask: (request: CompileRequest) => Promise<Result | Refusal>,
): Promise<Answer<Result>> {
  const directory = named === undefined ? process.cwd() : path.resolve(named);
  if (named !== undefined && !statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    return refused(fleetCodes.create("no-such-folder", { directory }));
  }
  const root = named === undefined ? fleetRoot(directory) : directory;
  if (root === undefined) return refused(fleetCodes.create("not-found", { directory }));
  expectShortRun();
  const request = { root, selection, ...(against === undefined ? {} : { against }) };
  return { root, result: await ask(request) };
}

/** Says why there is no answer. */
export function writeRefusal(
  terminal: Terminal,
  { json }: FleetOptions,
  root: string,
  { diagnostics }: Refusal,
): ExitCode {
  if (json) writeJson(terminal, { kind: "refused", ...diagnosticsReport(diagnostics) });
  else writeDiagnostics(terminal, root, diagnostics);
  return EXIT.user;
}

/** What `--env` and `--cluster` choose. */
export function chosen({ env, cluster }: FleetOptions): Selection {
  return {
    ...(env === undefined ? {} : { environment: env }),
    ...(cluster === undefined ? {} : { cluster }),
  };
}
