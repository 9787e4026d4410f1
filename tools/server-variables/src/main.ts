import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { measuredVariables } from "./dynamic-variables.ts";
import { mysqldIsMissing, startMysqld } from "./mysqld.ts";

const TARGET = join(import.meta.dirname, "../../../packages/api/src/measured/dynamic-variables.ts");
const WIDTH = 110;

function wrapped(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

if (mysqldIsMissing()) {
  process.exitCode = 2;
} else {
  const server = await startMysqld();
  const { version, dynamic } = measuredVariables(server);
  await server.stop();
  const text = [
    `// Measured on MySQL ${version} by tools/server-variables; do not edit.`,
    "const NAMES = `",
    ...wrapped(dynamic),
    "`;",
    "",
    "/** Server variables that change without a restart of mysqld. A variable that is not here needs one. */",
    "export const DYNAMIC_VARIABLES: ReadonlySet<string> = new Set(NAMES.trim().split(/\\s+/));",
    "",
  ].join("\n");
  writeFileSync(TARGET, text);
  process.stdout.write(
    `${dynamic.length} dynamic variables of MySQL ${version}: ${relative(process.cwd(), TARGET)}\n`,
  );
}
