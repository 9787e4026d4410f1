import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { PUBLISHED } from "./published.ts";
import { runCommand } from "./run-command.ts";

// Modules that are JavaScript already, with the declarations written beside them, and data.
const COPIED = /(?<!\.ts)(\.js|\.d\.ts|\.json|\.yaml)$/;

function isPublished(path: string): boolean {
  return !/\.test\.ts$|(^|\/)testing(\/|$)|(^|\/)fixtures(\/|$)/.test(path);
}

const REFERENCE = /(?<=^\/\/\/ <reference path=")[^"]+(?=")/gm;

/** Lets declarations refer to the declarations copied beside them: the compiler writes the way to the sources. */
function relinkReferences(dist: string, source: string): void {
  for (const file of globSync("**/*.d.ts", { cwd: dist })) {
    const path = join(dist, file);
    const text = readFileSync(path, "utf8");
    const linked = text.replaceAll(REFERENCE, (reference) => {
      const inSource = relative(source, resolve(dirname(path), reference));
      return inSource.startsWith("..") ? reference : `./${relative(dirname(file), inSource)}`;
    });
    if (linked !== text) writeFileSync(path, linked);
  }
}

/**
 * Compiles a library's sources to `<stage>/dist` as JavaScript with declarations. Sibling packages are seen as they
 * were staged before, not as sources, so a declaration cannot lean on what is not published.
 */
export function compileLibrary(root: string, packageDirectory: string, stage: string): void {
  const stages = dirname(stage);
  const siblings = PUBLISHED.filter(({ library }) => library).map(({ name, folder }) => [
    name,
    [join(stages, folder, "dist/index.d.ts")],
  ]);
  mkdirSync(stage, { recursive: true });
  const configuration = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      rewriteRelativeImportExtensions: true,
      rootDir: join(packageDirectory, "src"),
      outDir: join(stage, "dist"),
      types: ["node"],
      paths: Object.fromEntries(siblings),
    },
    include: [join(packageDirectory, "src/**/*.ts")],
    exclude: ["**/*.test.ts", "**/testing/**", "**/fixtures/**"].map((pattern) =>
      join(packageDirectory, "src", pattern),
    ),
  };
  const path = join(stage, "tsconfig.json");
  writeFileSync(path, JSON.stringify(configuration));
  runCommand("compile", root, join(root, "node_modules/.bin/tsc"), "-p", path);
  const source = join(packageDirectory, "src");
  for (const file of globSync("**/*", { cwd: source })) {
    if (COPIED.test(file) && isPublished(file)) cpSync(join(source, file), join(stage, "dist", file));
  }
  relinkReferences(join(stage, "dist"), source);
}
