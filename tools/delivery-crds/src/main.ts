import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TARGET, validatorFiles } from "./validators.ts";

mkdirSync(TARGET, { recursive: true });
for (const [name, text] of await validatorFiles()) writeFileSync(join(TARGET, name), text);
