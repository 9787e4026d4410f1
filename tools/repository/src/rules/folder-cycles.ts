import type { SourceLocation } from "@grampus/diagnostics";
import { codes } from "../codes.ts";
import { FREE_OF_FOLDER_CYCLES } from "../layout.ts";
import { circles, type Edge } from "../model/circle.ts";
import { type RepositoryFile, relativeTarget } from "../model/repository.ts";
import { sourceRange } from "../model/source-range.ts";
import type { Rule } from "./rule.ts";

interface FolderImports extends Edge<string> {
  /** Each import that leads from the one folder to the other, in the order of files and lines. */
  readonly sources: SourceLocation[];
}

function isJudged({ place }: RepositoryFile): boolean {
  return place.kind === "package" && !place.forTests && FREE_OF_FOLDER_CYCLES.includes(place.folder);
}

/**
 * The two folders that an import leads between, siblings in the folder that both files are below: `src/b/c.ts`
 * importing `src/d/e/f.ts` is `src/b` importing `src/d`. `undefined` when a file lies in that folder itself.
 */
function siblings(from: string, to: string): Edge<string> | undefined {
  const source = from.split("/");
  const target = to.split("/");
  const depth = source.findIndex((name, index) => name !== target[index]);
  if (depth < 0 || depth >= source.length - 1 || depth >= target.length - 1) return undefined;
  return { from: source.slice(0, depth + 1).join("/"), to: target.slice(0, depth + 1).join("/") };
}

function importsBetweenFolders(
  files: readonly RepositoryFile[],
): ReadonlyMap<string, readonly FolderImports[]> {
  const edges = new Map<string, Map<string, FolderImports>>();
  for (const file of files.filter(isJudged)) {
    for (const { specifier, literal } of file.references) {
      const target = relativeTarget(file, specifier);
      const edge = target === undefined ? undefined : siblings(file.path, target);
      if (edge === undefined) continue;
      const leaving = edges.get(edge.from) ?? new Map<string, FolderImports>();
      const imports: FolderImports = leaving.get(edge.to) ?? { ...edge, sources: [] };
      imports.sources.push(sourceRange(file.path, literal));
      edges.set(edge.from, leaving.set(edge.to, imports));
    }
  }
  return new Map([...edges].map(([folder, leaving]) => [folder, [...leaving.values()]]));
}

/** No folder imports itself by way of its siblings, in the packages that are listed; types count, tests do not. */
export const folderCycles: Rule = ({ files }) =>
  circles(importsBetweenFolders(files)).flatMap((circle) => {
    // The way with the fewest imports is the one to undo, so it is said first.
    const [thinnest, ...rest] = circle.toSorted((a, b) => a.sources.length - b.sources.length);
    if (thinnest === undefined) return [];
    const [source, ...others] = thinnest.sources;
    if (source === undefined) return [];
    const related = [
      ...others.map((place) => ({ message: `imports ${thinnest.to}`, source: place })),
      ...rest.flatMap(({ to, sources: [first, ...more] }) => {
        const count = more.length === 0 ? "" : `, the first of ${more.length + 1}`;
        return first === undefined ? [] : [{ message: `imports ${to}${count}`, source: first }];
      }),
    ];
    const folders = circle.map(({ from }) => from);
    const found = [...folders, folders[0]].join(" > ");
    return [codes.create("folder-cycle", { folders }, { source, found, related })];
  });
