import { build } from "kustomize-ts";
import { diskFileSystem } from "kustomize-ts/node";

const [root = "", ...paths] = process.argv.slice(2);
const fs = diskFileSystem(root);
for (const path of paths) {
  const built = build(path, { fs });
  if (built.kind === "refused") throw new Error(JSON.stringify(built.diagnostics));
  process.stdout.write(built.yaml());
}
