import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KINDS } from "./kinds.ts";
import { fetchedSchema, SCHEMAS } from "./schemas.ts";

mkdirSync(SCHEMAS, { recursive: true });
for (const kind of KINDS) writeFileSync(join(SCHEMAS, `${kind.kind}.json`), fetchedSchema(kind));
