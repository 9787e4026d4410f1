import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { hasErrors, renderAnnotations, renderText } from "@grampus/diagnostics";
import { checkRepository } from "./check.ts";

const PATTERNS = [
  "{packages,tools}/*/{package,tsconfig}.json",
  "{packages,tools}/*/*.{ts,mts,mjs,js}",
  "{packages,tools}/*/{src,bin}/**/*.{ts,mts,mjs,js}",
  "clusters/*/*.ts",
  "environments/*/*.ts",
];
const LEFT_OUT = new Set(["node_modules", "dist", "fixtures", "corpus"]);

const root = resolve(process.argv[2] ?? join(import.meta.dirname, "../../.."));

function readTexts(): ReadonlyMap<string, string> {
  const paths = globSync(PATTERNS, {
    cwd: root,
    exclude: (path) => LEFT_OUT.has(path.split("/").at(-1) ?? ""),
  });
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

try {
  const texts = readTexts();
  if (texts.size === 0) throw new Error(`there is nothing to check in ${root}`);
  const diagnostics = checkRepository(texts);
  const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
  process.stdout.write(renderText(diagnostics, { readSource: (file) => texts.get(file), color }));
  if (process.env.GITHUB_ACTIONS === "true") process.stdout.write(renderAnnotations(diagnostics));
  if (!hasErrors(diagnostics)) process.stdout.write(`repository: ${texts.size} files keep the rules\n`);
  process.exitCode = hasErrors(diagnostics) ? 1 : 0;
} catch (error) {
  process.stderr.write(
    `repository: the check itself failed: ${error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 2;
}
