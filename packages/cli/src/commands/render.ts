import { render } from "@grampus/compiler";
import { diagnosticsReport } from "@grampus/diagnostics";
import { compileRequest, type FleetOptions, overlaySelection } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** Options of `grampus render`. */
export interface RenderOptions extends FleetOptions {
  readonly json?: boolean;
}

/** Runs `grampus render ENV[/CLUSTER]`. */
export async function renderCommand(
  terminal: Terminal,
  place: string,
  options: RenderOptions,
): Promise<ExitCode> {
  const selection = overlaySelection(place);
  if (selection === undefined) {
    terminal.stderr.write(
      `error: ${JSON.stringify(place)} names no overlay\n  allowed: ENV or ENV/CLUSTER, like prod/orders\n`,
    );
    return EXIT.user;
  }
  const asked = compileRequest(options, selection);
  const result = asked.kind === "request" ? await render(asked.request) : asked;
  const root = asked.kind === "request" ? asked.request.root : ".";
  if (result.kind === "refused") {
    if (options.json) writeJson(terminal, { kind: "refused", ...diagnosticsReport(result.diagnostics) });
    else writeDiagnostics(terminal, root, result.diagnostics);
    return EXIT.user;
  }
  if (options.json) {
    const { overlays, diagnostics } = result;
    const listed = overlays.map(({ environment, cluster, objects }) => ({ environment, cluster, objects }));
    writeJson(terminal, { kind: "rendered", overlays: listed, ...diagnosticsReport(diagnostics) });
    return EXIT.fine;
  }
  terminal.stdout.write(result.overlays.map(({ yaml }) => yaml).join("---\n"));
  writeDiagnostics(
    terminal,
    root,
    result.diagnostics.filter(({ severity }) => severity !== "info"),
  );
  return EXIT.fine;
}
