#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const source = new URL("../src/node/main.ts", import.meta.url);
const bundle = new URL("../dist/main.mjs", import.meta.url);
const newer = fileURLToPath(new URL("../../../node_modules/.bin/node", import.meta.url));

if (!existsSync(source)) await import(bundle.href);
else if (process.features.typescript) await import(source.href);
else if (existsSync(newer)) {
  const run = spawnSync(newer, [fileURLToPath(source), ...process.argv.slice(2)], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} else {
  process.stderr.write(`kustomize-ts: needs Node.js 22.19 or later, found ${process.versions.node}\n`);
  process.exitCode = 1;
}
