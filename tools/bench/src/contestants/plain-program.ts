import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { readObjects } from "./objects.ts";

const [objectsFile = "", outdir = ""] = process.argv.slice(2);

mkdirSync(outdir, { recursive: true });
for (const { namespace, name, object } of readObjects(readFileSync(objectsFile, "utf8"))) {
  writeFileSync(join(outdir, `${namespace}-${name}.yaml`), stringify(object));
}
