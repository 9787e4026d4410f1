import { readFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { EXIT } from "./exit-code.ts";
import { faultReport } from "./fault-report.ts";
import { commandLine, commandLineExit } from "./program.ts";
import type { Terminal } from "./terminal.ts";

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const isManifest = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return isManifest ? String(manifest.version) : "unknown";
}

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
