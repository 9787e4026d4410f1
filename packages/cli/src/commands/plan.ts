import path from "node:path";
import { setImmediate } from "node:timers/promises";
import {
  changeClassNamed,
  type FleetPlan,
  fleetRoot,
  isBareRepository,
  plan,
  planDiagnostics,
  planFindings,
  planMarkdown,
  planOfCommit,
  planReport,
  planText,
  refusalMarkdown,
  unknownClass,
  writeWhole,
} from "@grampus/compiler";
import { type Diagnostic, diagnosticsReport, hasErrors, renderSarif } from "@grampus/diagnostics";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Answer, answer, chosen, type FleetOptions } from "../fleet-command.ts";
import { contextsOf, type LiveCommandOptions, refuseContexts } from "../live-options.ts";
import { packageVersion } from "../package-version.ts";
import type { PlanFormat } from "../plan-format.ts";
import { codeRegistries } from "../registries.ts";
import { type Terminal, writeDiagnostics } from "../terminal.ts";

/** Options of `grampus plan`. */
export interface PlanOptions extends FleetOptions, LiveCommandOptions {
  readonly base?: string;
  readonly head?: string;
  readonly format?: PlanFormat;
  readonly failOn?: string;
  readonly out?: string;
}

function sarif(diagnostics: readonly Diagnostic[]): string {
  const tool = { name: "grampus", version: packageVersion() };
  return renderSarif(diagnostics, { tool, registries: codeRegistries });
}

/** What is written in a format: as it is, or as short as a comment has to be. */
interface Answered {
  readonly whole: string;
  readonly short: string;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function same(text: string): Answered {
  return { whole: text, short: text };
}

function refusalText(format: PlanFormat, diagnostics: readonly Diagnostic[]): string {
  switch (format) {
    case "json":
      return json({ kind: "refused", ...diagnosticsReport(diagnostics) });
    case "sarif":
      return sarif(diagnostics);
    case "markdown":
      return refusalMarkdown(diagnostics);
    case "text":
      return "";
  }
}

function answerText(
  format: PlanFormat,
  result: FleetPlan,
  diagnostics: readonly Diagnostic[],
  artefact: string | undefined,
): Answered {
  switch (format) {
    case "json":
      return same(json({ ...planReport(result), ...diagnosticsReport(diagnostics) }));
    case "sarif":
      return same(sarif([...planFindings(result), ...diagnostics.filter(isLimit)]));
    case "markdown":
      return {
        whole: planMarkdown(result, diagnostics, { longest: Number.POSITIVE_INFINITY }),
        short: planMarkdown(result, diagnostics, artefact === undefined ? {} : { artefact }),
      };
    case "text":
      return same(planText(result));
  }
}

function isLimit({ code }: Diagnostic): boolean {
  return code === "plan/too-high";
}

/** The plan of the working tree, or of a commit where one is named or there is no working tree. */
async function planned(options: PlanOptions): Promise<Answer<FleetPlan>> {
  const live = options.live ? { live: { contexts: contextsOf(options) } } : {};
  const from = { ...live, ...(options.base === undefined ? {} : { base: options.base }) };
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
  if (refuseContexts(terminal, options, "--live")) return EXIT.user;
  const format = options.json ? "json" : (options.format ?? "text");
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  const { root, result } = await planned(options).finally(async () => {
    // A signal that came while definitions were evaluated is handed over only when the event loop has turned once.
    await setImmediate();
    await setImmediate();
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  });
  const { out } = options;
  const diagnostics = result.kind === "refused" ? result.diagnostics : planDiagnostics(result, failOn);
  const { whole, short } =
    result.kind === "refused"
      ? same(refusalText(format, diagnostics))
      : answerText(format, result, diagnostics, out);
  if (format === "text") writeDiagnostics(terminal, root, diagnostics);
  if (out !== undefined) await writeWhole(out, whole);
  terminal.stdout.write(short);
  return result.kind === "refused" || hasErrors(diagnostics) ? EXIT.user : EXIT.fine;
}
