import { enableCompileCache } from "node:module";
import { EXIT } from "./exit-code.ts";
import { faultReport } from "./fault-report.ts";
import { packageVersion } from "./package-version.ts";
import { commandLine, commandLineExit } from "./program.ts";
import type { Terminal } from "./terminal.ts";

enableCompileCache();

const terminal: Terminal = { stdout: process.stdout, stderr: process.stderr };

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.fine);
    throw error;
  });
}

const program = commandLine(terminal, packageVersion(), (code) => {
  process.exitCode = code;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = commandLineExit(error) ?? faultReport(terminal, error);
}
