import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { PAGE, UPSTREAM, upstreamFiles, withTables } from "./files.ts";

const root = resolve(import.meta.dirname, "../../..");
const page = join(root, PAGE);
writeFileSync(page, withTables(readFileSync(page, "utf8")));
rmSync(join(root, UPSTREAM), { recursive: true, force: true });
for (const [file, text] of upstreamFiles()) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
