import { relative, resolve } from "node:path";
import { packAll } from "./pack.ts";
import { PackFault } from "./pack-fault.ts";

const root = resolve(import.meta.dirname, "../../..");

try {
  for (const [name, { path, bytes, files }] of await packAll(root)) {
    const size = `${(bytes / 1024).toFixed(1)} KiB, ${files} files`;
    process.stdout.write(`${name}: ${relative(root, path)}, ${size}\n`);
  }
} catch (error) {
  if (!(error instanceof PackFault)) throw error;
  process.stderr.write(`pack/${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}
