import { type Chosen, type MovedPins, movedReport, movedText, promote, rollback } from "@grampus/compiler";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { type Answer, answer, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { contextsOf, type LiveCommandOptions, refuseContexts } from "../live-options.ts";
import { type Terminal, writeJson } from "../terminal.ts";

/** Options of `grampus promote`. */
export interface PromoteOptions extends FleetOptions, LiveCommandOptions {
  readonly to: string;
  readonly release?: string;
  readonly all?: boolean;
  readonly ring?: string;
  readonly skip?: boolean;
  readonly override?: readonly string[];
  readonly because?: string;
  readonly dryRun?: boolean;
  readonly types?: boolean;
}

/** Options of `grampus rollback`. */
export interface RollbackOptions extends FleetOptions {
  readonly in: string;
  readonly release?: string;
  readonly dryRun?: boolean;
  readonly types?: boolean;
}

/** The number that `--release` names; undefined when it names none, NaN when it is no number of a release. */
function releaseOption({ release }: { readonly release?: string }): number | undefined {
  if (release === undefined) return undefined;
  return /^[1-9][0-9]{0,8}$/.test(release) ? Number(release) : Number.NaN;
}

function refusedNumber(terminal: Terminal, { release }: { readonly release?: string }): ExitCode {
  terminal.stderr.write(
    `error: --release takes the number of a release\n  found: ${JSON.stringify(release)}\n  allowed: a number from 1; grampus releases lists them\n`,
  );
  return EXIT.user;
}

function chosenClusters(names: readonly string[], { all, ring }: PromoteOptions): Chosen | undefined {
  const ways: readonly Chosen[] = [
    ...(names.length === 0 ? [] : [{ kind: "named", clusters: names } as const]),
    ...(all === true ? [{ kind: "all" } as const] : []),
    ...(ring === undefined ? [] : [{ kind: "ring", ring } as const]),
  ];
  return ways.length === 1 ? ways[0] : undefined;
}

function writeMoved(
  terminal: Terminal,
  options: FleetOptions,
  { root, result }: Answer<MovedPins>,
): ExitCode {
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  if (options.json) writeJson(terminal, movedReport(result));
  else terminal.stdout.write(movedText(result));
  return EXIT.fine;
}

/** What `--override`, `--because` and `--live` say of gates. */
function gatesOf({ override, because, ...options }: PromoteOptions) {
  const isSaid = override !== undefined || because !== undefined;
  return {
    ...(isSaid ? { override: { gates: override ?? [], ...(because === undefined ? {} : { because }) } } : {}),
    ...(options.live ? { live: { contexts: contextsOf(options) } } : {}),
  };
}

/** Runs `grampus promote NAME... --to ENV`. */
export async function promoteCommand(
  terminal: Terminal,
  names: readonly string[],
  options: PromoteOptions,
): Promise<ExitCode> {
  const chosen = chosenClusters(names, options);
  if (chosen === undefined) {
    terminal.stderr.write(
      "error: promote takes the names of clusters, --all or --ring, one of them\n  allowed: grampus promote orders --to prod; grampus promote --all --to prod; grampus promote --ring canary --to prod\n",
    );
    return EXIT.user;
  }
  const release = releaseOption(options);
  if (Number.isNaN(release)) return refusedNumber(terminal, options);
  if (refuseContexts(terminal, options, "--live")) return EXIT.user;
  const gates = gatesOf(options);
  const wish = {
    environment: options.to,
    chosen,
    skips: options.skip === true,
    ...(release === undefined ? {} : { release }),
  };
  const answered = await answer(options, {}, (request) =>
    promote({
      ...request,
      ...gates,
      wish,
      isDryRun: options.dryRun === true,
      types: options.types ?? true,
    }),
  );
  return writeMoved(terminal, options, answered);
}

/** Runs `grampus rollback NAME --in ENV`. */
export async function rollbackCommand(
  terminal: Terminal,
  cluster: string,
  options: RollbackOptions,
): Promise<ExitCode> {
  const release = releaseOption(options);
  if (Number.isNaN(release)) return refusedNumber(terminal, options);
  const answered = await answer(options, {}, (request) =>
    rollback({
      ...request,
      cluster,
      environment: options.in,
      isDryRun: options.dryRun === true,
      types: options.types ?? true,
      ...(release === undefined ? {} : { release }),
    }),
  );
  return writeMoved(terminal, options, answered);
}
