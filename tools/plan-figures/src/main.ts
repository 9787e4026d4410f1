import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { figuresModule } from "./figures.ts";

const root = resolve(import.meta.dirname, "../../..");
const results = JSON.parse(readFileSync(join(root, "docs/results/e2e.json"), "utf8"));
writeFileSync(join(root, "packages/compiler/src/plan/generated/figures.ts"), figuresModule(results));
