import { render } from "@grampus/compiler";
import { diagnosticsReport } from "@grampus/diagnostics";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { overlaySelection } from "../overlay-name.ts";
import { type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** Runs `grampus render ENV[/CLUSTER]`. */
export async function renderCommand(
  terminal: Terminal,
  place: string,
  options: FleetOptions,
): Promise<ExitCode> {
  const selection = overlaySelection(place);
  if (selection === undefined) {
    terminal.stderr.write(
      `error: ${JSON.stringify(place)} names no overlay\n  allowed: ENV or ENV/CLUSTER, like prod/orders\n`,
    );
    return EXIT.user;
  }
  const { root, result } = await answer(options, selection, render);
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
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
