import { type Codeowners, codeowners } from "@grampus/compiler";
import { diagnosticsReport, hasErrors } from "@grampus/diagnostics";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { answer, type FleetOptions, writeRefusal } from "../fleet-command.ts";
import { count, type Terminal, writeDiagnostics, writeJson } from "../terminal.ts";

/** Options of `grampus codeowners`. */
export interface CodeownersOptions extends FleetOptions {
  readonly organization?: string;
  readonly check?: boolean;
}

const WHAT = { written: "written", unchanged: "up to date", different: "not up to date" } as const;

const LISTED = 8;

function unownedText(unowned: readonly string[]): string {
  if (unowned.length === 0) return "";
  const more = unowned.length > LISTED ? ` and ${unowned.length - LISTED} more` : "";
  return `no owner is named for ${unowned.slice(0, LISTED).join(", ")}${more}\n`;
}

function summary({ kind, file, folders, unowned }: Codeowners): string {
  const state = folders.length === 0 && kind === "unchanged" ? "nothing to write" : WHAT[kind];
  return `${file}: ${count(folders.length, "folder")} with owners, ${state}\n${unownedText(unowned)}`;
}

/** Runs `grampus codeowners`. */
export async function codeownersCommand(terminal: Terminal, options: CodeownersOptions): Promise<ExitCode> {
  const { organization, check: isCheck = false } = options;
  const named = organization === undefined ? {} : { organization };
  const { root, result } = await answer(options, {}, (request) =>
    codeowners({ root: request.root, isCheck, ...named }),
  );
  if (result.kind === "refused") return writeRefusal(terminal, options, root, result);
  const { kind, file, folders, unowned, diagnostics } = result;
  if (options.json) {
    const owned = folders.map(({ folder, owners }) => ({ folder, owners }));
    writeJson(terminal, { kind, file, folders: owned, unowned, ...diagnosticsReport(diagnostics) });
  } else {
    writeDiagnostics(terminal, root, diagnostics);
    terminal.stdout.write(summary(result));
  }
  return hasErrors(diagnostics) ? EXIT.user : EXIT.fine;
}
