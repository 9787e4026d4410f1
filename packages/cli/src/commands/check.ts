import { check } from "@grampus/compiler";
import {
  type Diagnostic,
  diagnosticsReport,
  hasErrors,
  renderAnnotations,
  renderSarif,
} from "@grampus/diagnostics";
import type { CheckFormat } from "../check-format.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, chosen, type FleetOptions } from "../fleet-command.ts";
import { packageVersion } from "../package-version.ts";
import { codeRegistries } from "../registries.ts";
import { count, type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** Options of `grampus check`. */
export interface CheckOptions extends FleetOptions {
  readonly format?: CheckFormat;
  readonly gates?: boolean;
}

function writeAnswer(
  terminal: Terminal,
  format: CheckFormat,
  root: string,
  diagnostics: readonly Diagnostic[],
): void {
  switch (format) {
    case "json":
      writeJson(terminal, diagnosticsReport(diagnostics));
      break;
    case "sarif":
      terminal.stdout.write(
        renderSarif(diagnostics, {
          tool: { name: "grampus", version: packageVersion() },
          registries: codeRegistries,
        }),
      );
      break;
    case "github":
      terminal.stdout.write(renderAnnotations(diagnostics));
      break;
    case "text":
      writeDiagnostics(terminal, root, diagnostics);
  }
}

/** Whether the command runs in CI, where a check that could not compare anything must not be green. */
function isContinuousIntegration({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && !["", "0", "false"].includes(CI.toLowerCase());
}

/** Runs `grampus check`. */
export async function checkCommand(terminal: Terminal, options: CheckOptions): Promise<ExitCode> {
  const { root, result } = await answer(options, chosen(options), (request) =>
    check({
      ...request,
      gates: options.gates === true,
      ...(isContinuousIntegration(process.env) ? { isRequired: true } : {}),
    }),
  );
  const { diagnostics } = result;
  const format = options.json ? "json" : (options.format ?? "text");
  writeAnswer(terminal, format, root, diagnostics);
  if (result.kind === "refused" || hasErrors(diagnostics)) return EXIT.user;
  if (format === "text") {
    const { definitions, upToDate } = result;
    terminal.stdout.write(
      `${count(definitions, "definition")} checked, ${count(upToDate, "generated file")} up to date\n`,
    );
  }
  return EXIT.fine;
}
