import { type ListedRelease, type ReleaseList, releases } from "@grampus/compiler";
import { columns } from "../columns.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { count, type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** Options of `grampus releases`. */
export interface ReleasesOptions extends FleetOptions {
  readonly prune?: boolean;
}

const SHORT_DIGEST = "sha256:".length + 12;

function whereText({ environments, isNewest, isPruned, problem }: ListedRelease): string {
  if (problem !== undefined) return problem.message;
  if (isPruned) return "removed";
  const runs = environments.length === 0 ? "runs nowhere" : `runs in ${environments.join(", ")}`;
  return isNewest ? `${runs}; the newest` : runs;
}

function listText({ releases: all }: ReleaseList, isPruning: boolean): string {
  if (all.length === 0) return "no release was cut yet: grampus release NAME cuts one\n";
  const rows = all.map((one) => [
    one.cluster,
    String(one.release),
    (one.digest ?? "").slice(0, SHORT_DIGEST),
    whereText(one),
  ]);
  const pruned = all.filter(({ isPruned }) => isPruned).length;
  const told = isPruning ? [pruned === 0 ? "nothing to prune" : `${count(pruned, "release")} removed`] : [];
  return [...columns(rows), ...told, ""].join("\n");
}

/** Runs `grampus releases [NAME]`. */
export async function releasesCommand(
  terminal: Terminal,
  cluster: string | undefined,
  options: ReleasesOptions,
): Promise<ExitCode> {
  const prune = options.prune === true;
  const { root, result } = await answer(options, {}, (request) =>
    releases({ ...request, prune, ...(cluster === undefined ? {} : { cluster }) }),
  );
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  const problems = result.releases.flatMap(({ problem }) => problem ?? []);
  if (options.json) writeJson(terminal, result);
  else {
    terminal.stdout.write(listText(result, prune));
    writeDiagnostics(terminal, root, problems);
  }
  return problems.length === 0 ? EXIT.fine : EXIT.user;
}
