import { type Attested, attest } from "@grampus/compiler";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, chosen, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { contextsOf, type LiveCommandOptions, refuseContexts } from "../live-options.ts";
import { count, type Terminal, writeJson } from "../terminal.ts";

/** Options of `grampus attest`. */
export interface AttestOptions extends FleetOptions, LiveCommandOptions {
  readonly env: string;
}

function attestedText({ environment, file, clusters, unreleased }: Attested): string {
  const lines = clusters.map(
    ({ cluster, release, healthy, saw }) =>
      `${environment}/${cluster}: release ${release}, ${healthy ? "healthy" : "NOT healthy"}: ${saw}\n`,
  );
  const others = unreleased.map(
    (cluster) => `${environment}/${cluster}: not recorded; no release says what it runs\n`,
  );
  return `${[...lines, ...others].join("")}${file}: ${count(clusters.length, "cluster")} recorded\n`;
}

/** Runs `grampus attest --env ENV`. */
export async function attestCommand(terminal: Terminal, options: AttestOptions): Promise<ExitCode> {
  if (refuseContexts(terminal, options)) return EXIT.user;
  const { root, result } = await answer(options, chosen(options), (request) =>
    attest({ ...request, environment: options.env, live: { contexts: contextsOf(options) } }),
  );
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  if (options.json) writeJson(terminal, result);
  else terminal.stdout.write(attestedText(result));
  return EXIT.fine;
}
