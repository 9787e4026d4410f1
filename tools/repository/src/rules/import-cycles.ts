import { codes } from "../codes.ts";
import { circles, type Edge } from "../model/circle.ts";
import { type RepositoryFile, relativeTarget } from "../model/repository.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

interface Import extends Edge<RepositoryFile> {
  readonly literal: RepositoryFile["references"][number]["literal"];
}

function importsOf(files: readonly RepositoryFile[]): ReadonlyMap<RepositoryFile, readonly Import[]> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return new Map(
    files.map((from) => [
      from,
      from.references.flatMap(({ specifier, literal }) => {
        const to = byPath.get(relativeTarget(from, specifier) ?? "");
        return to === undefined ? [] : [{ from, to, literal }];
      }),
    ]),
  );
}

/** No file imports itself by way of others; each circle is said once, at its first file. */
export const importCycles: Rule = ({ files }) =>
  circles(importsOf(files)).flatMap((circle) => {
    const [first, ...rest] = circle;
    if (first === undefined) return [];
    const related = rest.map(({ from, to, literal }) => ({
      message: `imports ${to.path}`,
      source: sourceRange(from.path, literal),
    }));
    const names = circle.map(({ from }) => from.path);
    const source = sourceRange(first.from.path, first.literal);
    const found = [...names, first.from.path].join(" > ");
    return [codes.create("import-cycle", { files: names }, { source, found, related })];
  });
