#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const OLDEST = [22, 19];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const bundle = new URL("../dist/grampus.mjs", import.meta.url);
const source = new URL("../src/main.ts", import.meta.url);
const localNode = fileURLToPath(new URL("../../../node_modules/.bin/node", import.meta.url));

/** Runs the same command on the Node.js of the project, and passes signals on to it. */
function runOnLocalNode() {
  const child = spawn(localNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  await import((existsSync(source) ? source : bundle).href);
} else if (existsSync(localNode)) {
  runOnLocalNode();
} else {
  process.stderr.write(
    `grampus: needs Node.js ${OLDEST.join(".")} or later, found ${process.versions.node}\n` +
      "  hint: install a newer Node.js, or add it to the project: npm install --save-dev node@24\n",
  );
  process.exitCode = 1;
}
