import { check } from "@grampus/compiler";
import {
  type Diagnostic,
  diagnosticsReport,
  hasErrors,
  renderAnnotations,
  renderSarif,
} from "@grampus/diagnostics";
import { compileRequest, type FleetOptions } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { packageVersion } from "../package-version.ts";
import { codeRegistries } from "../registries.ts";
import { count, type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** The forms in which `check` can answer. */
export const CHECK_FORMATS = ["text", "json", "sarif", "github"] as const;

/** Options of `grampus check`. */
export interface CheckOptions extends FleetOptions {
  readonly env?: string;
  readonly cluster?: string;
  readonly json?: boolean;
  readonly format?: (typeof CHECK_FORMATS)[number];
}

function writeAnswer(
  terminal: Terminal,
  format: (typeof CHECK_FORMATS)[number],
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

/** Runs `grampus check`. */
export async function checkCommand(terminal: Terminal, options: CheckOptions): Promise<ExitCode> {
  const asked = compileRequest(options, {
    ...(options.env === undefined ? {} : { environment: options.env }),
    ...(options.cluster === undefined ? {} : { cluster: options.cluster }),
  });
  const format = options.json ? "json" : (options.format ?? "text");
  if (asked.kind === "refused") {
    writeAnswer(terminal, format, ".", asked.diagnostics);
    return EXIT.user;
  }
  const { diagnostics, upToDate, definitions } = await check(asked.request);
  writeAnswer(terminal, format, asked.request.root, diagnostics);
  if (hasErrors(diagnostics)) return EXIT.user;
  if (format === "text") {
    terminal.stdout.write(
      `${count(definitions, "definition")} checked, ${count(upToDate, "generated file")} up to date\n`,
    );
  }
  return EXIT.fine;
}
