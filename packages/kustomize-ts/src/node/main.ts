import { writeSync } from "node:fs";
import { runCommand } from "./command.ts";

function writeAll(descriptor: number, text: string): void {
  const bytes = new TextEncoder().encode(text);
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}

const { exitCode, stdout, stderr } = runCommand(process.argv.slice(2), process.stderr.isTTY);
writeAll(2, stderr);
writeAll(1, stdout);
process.exitCode = exitCode;
