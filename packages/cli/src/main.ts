import { enableCompileCache } from "node:module";
import { EXIT } from "./exit-code.ts";
import { faultReport } from "./fault-report.ts";
import { packageVersion } from "./package-version.ts";
import { commandLine, commandLineExit } from "./program.ts";
import type { Terminal } from "./terminal.ts";

enableCompileCache();

const terminal: Terminal = { stdout: process.stdout, stderr: process.stderr };

/** A reader that went away (`| head`) changes nothing about the command; a full disk behind a stream is a fault. */
function onStreamError(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  process.on("exit", () => {
    process.exitCode = EXIT.fault;
  });
  if (process.exitCode !== EXIT.fault)
    terminal.stderr.write(`fault[cannot-write]: the output: ${error.code}\n`);
  process.exitCode = EXIT.fault;
}

process.stdout.on("error", onStreamError);
process.stderr.on("error", onStreamError);

const program = commandLine(terminal, packageVersion(), (code) => {
  process.exitCode = code;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = commandLineExit(error) ?? faultReport(terminal, error);
}
