import { type CompileResult, compile, type FileChange } from "@grampus/compiler";
import { diagnosticsReport, hasErrors } from "@grampus/diagnostics";
import { compileRequest, type FleetOptions } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { count, styled, type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** Options of `grampus compile`. */
export interface CompileOptions extends FleetOptions {
  readonly env?: string;
  readonly cluster?: string;
  readonly json?: boolean;
}

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

/** Runs `grampus compile`. */
export async function compileCommand(terminal: Terminal, options: CompileOptions): Promise<ExitCode> {
  const asked = compileRequest(options, {
    ...(options.env === undefined ? {} : { environment: options.env }),
    ...(options.cluster === undefined ? {} : { cluster: options.cluster }),
  });
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  const result = asked.kind === "request" ? await compile(asked.request, () => isInterrupted) : asked;
  if (result.kind === "refused") {
    if (options.json) writeJson(terminal, { kind: "refused", ...diagnosticsReport(result.diagnostics) });
    else writeDiagnostics(terminal, asked.kind === "request" ? asked.request.root : ".", result.diagnostics);
    return EXIT.user;
  }
  if (options.json) writeJson(terminal, report(result));
  else {
    if (asked.kind === "request") writeDiagnostics(terminal, asked.request.root, result.diagnostics);
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
