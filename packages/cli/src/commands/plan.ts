import path from "node:path";
import {
  changeClassNamed,
  type FleetPlan,
  fleetRoot,
  isBareRepository,
  plan,
  planDiagnostics,
  planFindings,
  planOfCommit,
  planReport,
  planText,
  unknownClass,
} from "@grampus/compiler";
import { type Diagnostic, diagnosticsReport, hasErrors, renderSarif } from "@grampus/diagnostics";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Answer, answer, chosen, type FleetOptions, type Refusal } from "../fleet-command.ts";
import { packageVersion } from "../package-version.ts";
import type { PlanFormat } from "../plan-format.ts";
import { codeRegistries } from "../registries.ts";
import { type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** Options of `grampus plan`. */
export interface PlanOptions extends FleetOptions {
  readonly base?: string;
  readonly head?: string;
  readonly format?: PlanFormat;
  readonly failOn?: string;
}

function sarif(diagnostics: readonly Diagnostic[]): string {
  const tool = { name: "grampus", version: packageVersion() };
  return renderSarif(diagnostics, { tool, registries: codeRegistries });
}

function writeRefused(
  terminal: Terminal,
  format: PlanFormat,
  root: string,
  { diagnostics }: Refusal,
): ExitCode {
  if (format === "json") writeJson(terminal, { kind: "refused", ...diagnosticsReport(diagnostics) });
  else if (format === "sarif") terminal.stdout.write(sarif(diagnostics));
  else writeDiagnostics(terminal, root, diagnostics);
  return EXIT.user;
}

function writePlan(
  terminal: Terminal,
  format: PlanFormat,
  root: string,
  result: FleetPlan,
  diagnostics: readonly Diagnostic[],
): void {
  switch (format) {
    case "json":
      writeJson(terminal, { ...planReport(result), ...diagnosticsReport(diagnostics) });
      break;
    case "sarif":
      terminal.stdout.write(sarif([...planFindings(result), ...diagnostics.filter(isLimit)]));
      break;
    case "text":
      writeDiagnostics(terminal, root, diagnostics);
      terminal.stdout.write(planText(result));
  }
}

function isLimit({ code }: Diagnostic): boolean {
  return code === "plan/too-high";
}

/** The plan of the working tree, or of a commit where one is named or there is no working tree. */
async function planned(options: PlanOptions): Promise<Answer<FleetPlan>> {
  const from = options.base === undefined ? {} : { base: options.base };
  const directory = path.resolve(options.root ?? ".");
  if (options.head !== undefined || (await isBareRepository(directory))) {
    const repository = fleetRoot(directory) ?? directory;
    const request = { repository, head: options.head ?? "HEAD", selection: chosen(options), ...from };
    return { root: directory, result: await planOfCommit(request) };
  }
  return answer(options, chosen(options), ({ root, selection }) => plan({ root, selection, ...from }));
}

/** Ends the process at once: a plan has written nothing but a folder for temporary files, which goes with it. */
function interrupt(): void {
  process.exit(EXIT.interrupted);
}

/** Runs `grampus plan`. */
export async function planCommand(terminal: Terminal, options: PlanOptions): Promise<ExitCode> {
  const failOn = options.failOn === undefined ? undefined : changeClassNamed(options.failOn);
  if (options.failOn !== undefined && failOn === undefined) {
    terminal.stderr.write(`error: --fail-on ${unknownClass(options.failOn)}\n`);
    return EXIT.user;
  }
  const format = options.json ? "json" : (options.format ?? "text");
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  const { root, result } = await planned(options).finally(() => {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  });
  if (result.kind === "refused") return writeRefused(terminal, format, root, result);
  const diagnostics = planDiagnostics(result, failOn);
  writePlan(terminal, format, root, result, diagnostics);
  return hasErrors(diagnostics) ? EXIT.user : EXIT.fine;
}
