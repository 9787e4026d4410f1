import { type ReleasedFleet, release } from "@grampus/compiler";
import { diagnosticsReport } from "@grampus/diagnostics";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** Options of `grampus release`. */
export interface ReleaseOptions extends FleetOptions {
  readonly all?: boolean;
}

function released({ clusters }: ReleasedFleet): string {
  return clusters
    .map(({ cluster, release: number, isNew }) =>
      isNew
        ? `${cluster}: cut release ${number}, clusters/${cluster}/releases/${number}\n`
        : `${cluster}: nothing to do; release ${number} is what the definition says\n`,
    )
    .join("");
}

/** Runs `grampus release NAME...`. */
export async function releaseCommand(
  terminal: Terminal,
  names: readonly string[],
  options: ReleaseOptions,
): Promise<ExitCode> {
  if ((names.length === 0) === (options.all !== true)) {
    terminal.stderr.write(
      `error: release takes the names of clusters, or --all\n  found: ${names.length === 0 ? "neither" : "both"}\n  allowed: grampus release orders billing; grampus release --all\n`,
    );
    return EXIT.user;
  }
  const clusters = options.all === true ? "all" : names;
  const { root, result } = await answer(options, {}, (request) => release({ ...request, clusters }));
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  if (options.json) {
    writeJson(terminal, {
      kind: result.kind,
      clusters: result.clusters,
      ...diagnosticsReport(result.diagnostics),
    });
    return EXIT.fine;
  }
  terminal.stdout.write(released(result));
  writeDiagnostics(
    terminal,
    root,
    result.diagnostics.filter(({ severity }) => severity !== "info"),
  );
  return EXIT.fine;
}
