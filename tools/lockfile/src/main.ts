import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { completedLockfile, type Lockfile, missingPackages, packagesBeyondRoot } from "./lockfile.ts";

const path = resolve(import.meta.dirname, "../../../package-lock.json");
const lockfile: Lockfile = JSON.parse(readFileSync(path, "utf8"));
const missing = [...missingPackages(lockfile).keys()];

const beyond = packagesBeyondRoot(lockfile);
const faults = [
  ...(missing.length === 0
    ? []
    : [`npm ci will refuse it, ${missing.length} optional packages are not locked: ${missing.join(", ")}`]),
  ...(beyond.length === 0
    ? []
    : [
        `npm ci will warn about ${beyond.length} packages that want a newer Node.js than the root, ${beyond[0]} first`,
      ]),
];

if (faults.length === 0) {
  process.stdout.write(
    "package-lock.json: every platform's packages are locked, and npm ci has nothing to warn about\n",
  );
} else if (process.argv.includes("--check")) {
  const lines = faults.map((fault) => `package-lock.json: ${fault}\n`);
  process.stderr.write(`${lines.join("")}  hint: run npm run lockfile\n`);
  process.exitCode = 1;
} else {
  writeFileSync(path, `${JSON.stringify(completedLockfile(lockfile), undefined, 2)}\n`);
  process.stdout.write(
    `package-lock.json: locked ${missing.length} more optional packages, left the engines of ${beyond.length} out\n`,
  );
}
