import { codes } from "../codes.ts";
import { type RepositoryFile, relativeTarget } from "../model/repository.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

interface Edge {
  readonly from: RepositoryFile;
  readonly to: RepositoryFile;
  readonly literal: RepositoryFile["references"][number]["literal"];
}

function edgesOf(files: readonly RepositoryFile[]): ReadonlyMap<RepositoryFile, readonly Edge[]> {
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

/** The shortest way along imports from a file back to itself. */
function shortestCircle(
  start: RepositoryFile,
  edges: ReadonlyMap<RepositoryFile, readonly Edge[]>,
): readonly Edge[] {
  const arrivals = new Map<RepositoryFile, Edge>();
  const queue = [start];
  for (const file of queue) {
    for (const edge of edges.get(file) ?? []) {
      if (arrivals.has(edge.to)) continue;
      arrivals.set(edge.to, edge);
      queue.push(edge.to);
    }
    if (arrivals.has(start)) break;
  }
  const circle: Edge[] = [];
  for (let edge = arrivals.get(start); edge !== undefined; edge = arrivals.get(edge.from)) {
    circle.unshift(edge);
    if (edge.from === start) break;
  }
  return circle;
}

/** No file imports itself by way of others; each circle is said once, at its first file. */
export const importCycles: Rule = ({ files }) => {
  const edges = edgesOf(files);
  const said = new Set<RepositoryFile>();
  return files.flatMap((file) => {
    if (said.has(file)) return [];
    const circle = shortestCircle(file, edges);
    const [first, ...rest] = circle;
    if (first === undefined) return [];
    for (const { from } of circle) said.add(from);
    const related = rest.map(({ from, to, literal }) => ({
      message: `imports ${to.path}`,
      source: sourceRange(from.path, literal),
    }));
    const names = circle.map(({ from }) => from.path);
    const source = sourceRange(first.from.path, first.literal);
    return [
      codes.create(
        "import-cycle",
        { files: names },
        { source, found: [...names, file.path].join(" > "), related },
      ),
    ];
  });
};
