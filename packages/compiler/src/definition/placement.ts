import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { ClusterEntry, EnvironmentEntry } from "./entries.ts";
import { retirementText } from "./retirement.ts";

/** Where an environment's Clusters are, as one text. */
function placeText({ target, namespace }: Pick<EnvironmentEntry, "target" | "namespace">): string {
  return `${target}/${namespace}`;
}

function retiredFindings(entries: readonly EnvironmentEntry[]): readonly Finding[] {
  const homes = new Map(entries.map((entry) => [placeText(entry), entry]));
  return entries.flatMap(({ file, retired }) =>
    retired.flatMap(({ key, identity }): readonly Finding[] => {
      const home = homes.get(placeText(identity));
      if (home === undefined) return [];
      const hint = `in ${home.file}: ${retirementText(identity.name)}; it is left out once that is committed; a name that is not in Git any more is removed here`;
      const diagnostic = definitionCodes.create(
        "retired-in-place",
        { key, environment: home.name },
        { path: `retired.${key}`, hint },
      );
      return [{ diagnostic, place: { file, path: ["retired", key], part: "name" } }];
    }),
  );
}

function draftFindings(
  clusters: ReadonlyMap<string, ClusterEntry>,
  entries: readonly EnvironmentEntry[],
): readonly Finding[] {
  return entries.flatMap((entry) =>
    entry.listed.flatMap((name): readonly Finding[] => {
      const cluster = clusters.get(name);
      if (cluster?.isDraft !== true) return [];
      const occurrence = { path: `clusters.${name}`, hint: `remove draft: true from ${cluster.file}` };
      const diagnostic = definitionCodes.create("draft-runs", { name }, occurrence);
      return [{ diagnostic, place: { file: entry.file, path: ["clusters", name], part: "name" } }];
    }),
  );
}

function nowhereFindings(
  clusters: ReadonlyMap<string, ClusterEntry>,
  entries: readonly EnvironmentEntry[],
): readonly Finding[] {
  const listed = new Set(entries.flatMap((entry) => entry.listed));
  return [...clusters.values()]
    .filter(({ name, isDraft }) => !isDraft && !listed.has(name))
    .map(
      ({ name, file }): Finding => ({
        diagnostic: definitionCodes.create("runs-nowhere", { name }, { path: "name" }),
        place: { file, path: ["name"], part: "value" },
      }),
    );
}

/**
 * Finds clusters that run where they must not, or nowhere.
 *
 * @param isWhole whether every environment of the fleet is among the entries: else nobody knows what runs nowhere. A
 * fleet that has no environment yet runs nothing, and that is all right.
 */
export function placementFindings(
  clusters: ReadonlyMap<string, ClusterEntry>,
  entries: readonly EnvironmentEntry[],
  isWhole: boolean,
): readonly Finding[] {
  const nowhere = isWhole && entries.length > 0 ? nowhereFindings(clusters, entries) : [];
  return [...retiredFindings(entries), ...draftFindings(clusters, entries), ...nowhere];
}
