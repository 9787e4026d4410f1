#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const OLDEST = [22, 19];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const bundle = new URL("../dist/grampus.mjs", import.meta.url);
const source = new URL("../src/main.ts", import.meta.url);
const localNode = fileURLToPath(new URL("../../../node_modules/.bin/node", import.meta.url));

if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  await import((existsSync(source) ? source : bundle).href);
} else if (existsSync(localNode)) {
  const { status, signal } = spawnSync(
    localNode,
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    {
      stdio: "inherit",
    },
  );
  process.exitCode = status ?? (signal === "SIGINT" ? 130 : 1);
} else {
  process.stderr.write(
    `grampus: needs Node.js ${OLDEST.join(".")} or later, found ${process.versions.node}\n` +
      "  hint: install a newer Node.js, or add it to the project: npm install --save-dev node@24\n",
  );
  process.exitCode = 1;
}
