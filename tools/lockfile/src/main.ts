import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { completedLockfile, type Lockfile, missingPackages } from "./lockfile.ts";

const path = resolve(import.meta.dirname, "../../../package-lock.json");
const lockfile: Lockfile = JSON.parse(readFileSync(path, "utf8"));
const missing = [...missingPackages(lockfile).keys()];

if (missing.length === 0) {
  process.stdout.write("package-lock.json: every platform's packages are locked\n");
} else if (process.argv.includes("--check")) {
  process.stderr.write(
    `package-lock.json: npm ci will refuse it, ${missing.length} optional packages are not locked: ` +
      `${missing.join(", ")}\n  hint: run npm run lockfile\n`,
  );
  process.exitCode = 1;
} else {
  writeFileSync(path, `${JSON.stringify(completedLockfile(lockfile), undefined, 2)}\n`);
  process.stdout.write(`package-lock.json: locked ${missing.length} more optional packages\n`);
}
