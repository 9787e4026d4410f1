import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bundledCommand } from "./contestant.ts";

const SELF_CHECK = /function checkBuilds\([^)]*\)\{/g;

/**
 * Makes a copy of the bundled command whose compiles do not check themselves, and gives its path: it is there to say
 * what the self-check costs.
 */
export function uncheckedCommand(root: string, copy: string): string {
  const published = dirname(dirname(bundledCommand(root)));
  cpSync(published, copy, { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  let found = 0;
  for (const name of readdirSync(join(copy, "dist"))) {
    const file = join(copy, "dist", name);
    const text = readFileSync(file, "utf8");
    const unchecked = text.replace(SELF_CHECK, (start) => {
      found++;
      return `${start}return;`;
    });
    if (unchecked !== text) writeFileSync(file, unchecked);
  }
  if (found !== 1)
    throw new Error(`the bundled command has ${found} functions checkBuilds, and should have one`);
  return join(copy, "bin/grampus.mjs");
}
