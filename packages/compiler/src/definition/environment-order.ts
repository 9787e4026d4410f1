import { didYouMean } from "@grampus/diagnostics";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { EnvironmentEntry } from "./entries.ts";

function unknownPredecessors(
  entries: readonly EnvironmentEntry[],
  known: ReadonlySet<string>,
): readonly Finding[] {
  return entries.flatMap(({ after, file }) => {
    if (after === undefined || known.has(after)) return [];
    return [
      {
        diagnostic: definitionCodes.create(
          "unknown-environment",
          { name: after },
          {
            path: "after",
            allowed: [...known].join(", "),
            ...didYouMean(after, known),
          },
        ),
        place: { file, path: ["after"], part: "value" as const },
      },
    ];
  });
}

/** The environments from `start` along `after` up to the first that comes twice, when that is `start` itself. */
function cycleFrom(
  start: EnvironmentEntry,
  byName: ReadonlyMap<string, EnvironmentEntry>,
): readonly string[] | undefined {
  const path = [start.name];
  for (let next = start.after; next !== undefined; next = byName.get(next)?.after) {
    if (next === start.name) return [...path, next];
    if (path.includes(next)) return undefined;
    path.push(next);
  }
  return undefined;
}

/** Finds `after` fields that name no environment, or that lead back to where they started. A cycle is told once. */
export function orderFindings(
  entries: readonly EnvironmentEntry[],
  known: ReadonlySet<string>,
): readonly Finding[] {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const told = new Set<string>();
  const cycles = entries.flatMap((entry): readonly Finding[] => {
    const cycle = told.has(entry.name) ? undefined : cycleFrom(entry, byName);
    if (cycle === undefined) return [];
    for (const name of cycle) told.add(name);
    return [
      {
        diagnostic: definitionCodes.create(
          "environment-cycle",
          { cycle },
          { path: "after", found: entry.after ?? "" },
        ),
        place: { file: entry.file, path: ["after"], part: "value" },
      },
    ];
  });
  return [...unknownPredecessors(entries, known), ...cycles];
}
