import { type CompileResult, compile, type FileChange } from "@grampus/compiler";
import { diagnosticsReport, hasErrors } from "@grampus/diagnostics";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, chosen, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { count, styled, type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

const MARKS = { create: "+", update: "~", remove: "-" } as const;
const COLORS = { create: "green", update: "yellow", remove: "red" } as const;

function changeLine(terminal: Terminal, { kind, file }: FileChange): string {
  return `${styled(terminal.stdout, COLORS[kind], MARKS[kind])} ${file}\n`;
}

const LISTED_CLUSTERS = 8;

function environmentLine({ name, clusters }: CompileResult["environments"][number], width: number): string {
  const listed = clusters.slice(0, LISTED_CLUSTERS).join(", ");
  const more = clusters.length > LISTED_CLUSTERS ? ` and ${clusters.length - LISTED_CLUSTERS} more` : "";
  const names = clusters.length === 0 ? "no clusters" : `${listed}${more}`;
  return `  ${name.padEnd(width)}  ${names}\n`;
}

function summary({ clusters, environments, changes, unchanged }: CompileResult): string {
  const number = (kind: FileChange["kind"]) => changes.filter((change) => change.kind === kind).length;
  const width = Math.max(...environments.map(({ name }) => name.length), 0);
  return [
    `compiled ${count(clusters, "cluster")} in ${count(environments.length, "environment")}\n`,
    ...environments.map((environment) => environmentLine(environment, width)),
    `${count(changes.length + unchanged, "file")}: ${number("create")} created, ${number("update")} updated, `,
    `${number("remove")} removed, ${unchanged} unchanged\n`,
  ].join("");
}

function report({ kind, changes, left, diagnostics, ...numbers }: CompileResult) {
  const named = (list: readonly FileChange[]) => list.map(({ kind: change, file }) => ({ change, file }));
  return { kind, ...numbers, changes: named(changes), left: named(left), ...diagnosticsReport(diagnostics) };
}

/** Options of `grampus compile`. */
export interface CompileOptions extends FleetOptions {
  readonly types?: boolean;
}

/** Runs `grampus compile`. */
export async function compileCommand(terminal: Terminal, options: CompileOptions): Promise<ExitCode> {
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  const { root, result } = await answer(options, chosen(options), (request) =>
    compile({ ...request, types: options.types ?? true }, () => isInterrupted),
  ).finally(() => {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  });
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  if (options.json) writeJson(terminal, report(result));
  else {
    writeDiagnostics(terminal, root, result.diagnostics);
    for (const change of result.changes) terminal.stdout.write(changeLine(terminal, change));
    terminal.stdout.write(summary(result));
  }
  if (result.kind === "interrupted") {
    terminal.stderr.write(
      `interrupted: ${count(result.left.length, "file")} left; run the command again to go on\n`,
    );
    return EXIT.interrupted;
  }
  return hasErrors(result.diagnostics) ? EXIT.user : EXIT.fine;
}
