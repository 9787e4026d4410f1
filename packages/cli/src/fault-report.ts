import { EXIT, type ExitCode } from "./exit-code.ts";
import { styled, type Terminal } from "./terminal.ts";

interface KnownFault {
  readonly name: "CompilerFault";
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

function isKnownFault(error: unknown): error is KnownFault {
  return error instanceof Error && error.name === "CompilerFault" && "code" in error;
}

/** Says what kept a command from its work. A fault we know is one line and a hint; a bug comes with its stack. */
export function faultReport(terminal: Terminal, error: unknown): ExitCode {
  const { stderr } = terminal;
  const label = styled(stderr, "red", "fault");
  if (isKnownFault(error)) {
    stderr.write(`${label}[${error.code}]: ${error.message}\n`);
    if (error.hint !== undefined) stderr.write(`  hint: ${error.hint}\n`);
    return EXIT.fault;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`${label}[bug]: ${text}\n  hint: this is a bug of Grampus; please report it with this text\n`);
  return EXIT.fault;
}
