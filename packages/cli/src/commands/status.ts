import { type FleetStatus, type StatusCell, status } from "@grampus/compiler";
import { columns } from "../columns.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { contextsOf, type LiveCommandOptions, refuseContexts } from "../live-options.ts";
import { type Terminal, writeJson } from "../terminal.ts";

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/** How long ago something was, in its largest unit: `3 d`. */
export function ageText(seconds: number): string {
  for (const [unit, length] of UNITS) if (seconds >= length) return `${Math.floor(seconds / length)} ${unit}`;
  return `${Math.max(0, Math.floor(seconds))} s`;
}

function cellText(cell: StatusCell, now: number): string {
  switch (cell.kind) {
    case "absent":
      return "-";
    case "head":
      return "head";
    case "waiting":
      return "waits for its first promotion";
    case "release": {
      const { release, since, isCut, next, isAhead } = cell;
      const unknown = isCut ? "longer than this clone knows" : "not committed";
      const age = since === undefined ? unknown : ageText(now - since);
      const more = next === undefined ? (isAhead ? ", ahead" : "") : `, ${next} waits`;
      return `${release} (${age}${more})`;
    }
  }
}

/** Options of `grampus status`. */
export type StatusOptions = FleetOptions & LiveCommandOptions;

function liveLines(live: FleetStatus["live"] = []): readonly string[] {
  if (live.length === 0) return [];
  const rows = live.map(({ cluster, environment, health, message }) => [
    cluster,
    environment,
    health,
    message,
  ]);
  return ["", ...columns([["cluster", "environment", "health", "why"], ...rows])];
}

function statusText({ environments, clusters, isCut, live }: FleetStatus, now: number): string {
  const rows = clusters.map(({ cluster, newest, isUnreleased, cells }) => [
    cluster,
    ...environments.map((name) => cellText(cells[name] ?? { kind: "absent" }, now)),
    newest === undefined ? "none cut" : isUnreleased ? `${newest}, head is ahead` : String(newest),
  ]);
  const lines = columns([["cluster", ...environments, "newest release"], ...rows]);
  const cut = isCut ? ["this clone is shallow: ages that go further back are not known"] : [];
  return [...lines, ...cut, ...liveLines(live), ""].join("\n");
}

/** Runs `grampus status`. */
export async function statusCommand(
  terminal: Terminal,
  options: StatusOptions,
  now: number = Date.now() / 1000,
): Promise<ExitCode> {
  if (refuseContexts(terminal, options, "--live")) return EXIT.user;
  const { root, result } = await answer(options, {}, (request) =>
    status({ ...request, ...(options.live ? { live: { contexts: contextsOf(options) } } : {}) }),
  );
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  if (options.json) writeJson(terminal, result);
  else terminal.stdout.write(statusText(result, now));
  return EXIT.fine;
}
