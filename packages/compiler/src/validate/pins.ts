import type { Fleet } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import { directoryEntries, type FleetSources } from "../fleet/sources.ts";
import { definitionFile, FLEET_FOLDERS, releaseDirectory, releasesDirectory } from "../layout.ts";
import { releaseCodes } from "../releases/diagnostics.ts";
import type { EnvironmentPins, PinnedReleases } from "../releases/pinned-releases.ts";
import { DEFINITION_DATA } from "../releases/release.ts";
import { releaseNumbers } from "../releases/release-numbers.ts";

/** What a person does so that a cluster runs in an environment for the first time. */
function firstPromotion(root: string, cluster: string, environment: string): string {
  const promote = `grampus promote ${cluster} --to ${environment}`;
  return releaseNumbers(root, cluster).length === 0 ? `grampus release ${cluster}, then ${promote}` : promote;
}

/** What waits for its first promotion. */
export function waitingFindings(root: string, { environments }: Fleet): readonly Finding[] {
  return [...environments.values()].flatMap(({ name: environment, file, waiting }) =>
    waiting.map((cluster): Finding => {
      const occurrence = { path: `clusters.${cluster}`, hint: firstPromotion(root, cluster, environment) };
      const diagnostic = releaseCodes.create("waiting", { cluster, environment }, occurrence);
      return { diagnostic, place: { file, path: ["clusters", cluster], part: "name" } };
    }),
  );
}

function unlistedFindings({ environments }: Fleet, pins: Iterable<EnvironmentPins>): readonly Finding[] {
  return [...pins].flatMap(({ environment, file, lock, lines }): readonly Finding[] => {
    const entry = environments.get(environment);
    if (entry?.follows !== "releases") return [];
    const unlisted = [...lock].filter(([cluster, pin]) => pin !== null && !entry.listed.includes(cluster));
    return unlisted.map(([cluster]) => {
      const source = { file, line: lines.get(cluster) ?? 1, column: 1 };
      return { diagnostic: releaseCodes.create("unlisted", { cluster, environment }, { source }) };
    });
  });
}

/** What is wrong with the pins of clusters that are listed: a line of another one goes with the next compile. */
function wrongPinFindings({ environments }: Fleet, { wrongPins }: PinnedReleases): readonly Finding[] {
  return wrongPins
    .filter(({ environment, cluster }) => environments.get(environment)?.listed.includes(cluster) !== false)
    .map(({ finding }) => finding);
}

/** Finds releases that are left of clusters whose definition is gone. */
function orphanFindings({ root, clusters }: FleetSources): readonly Finding[] {
  const defined = new Set(clusters.map(({ folder }) => folder));
  return directoryEntries(root, FLEET_FOLDERS.cluster)
    .filter((cluster) => !defined.has(cluster) && releaseNumbers(root, cluster).length > 0)
    .map((cluster) => {
      const file = definitionFile("cluster", cluster);
      const hint = `bring it back with git checkout HEAD -- ${file}; when no environment runs ${cluster} any more: git rm -r ${releasesDirectory(cluster)}`;
      const [number = 1] = releaseNumbers(root, cluster);
      const source = { file: `${releaseDirectory(cluster, number)}/${DEFINITION_DATA}`, line: 1, column: 1 };
      return { diagnostic: releaseCodes.create("no-definition", { cluster, file }, { hint, source }) };
    });
}

/** What is wrong with what environments pin. */
export function pinFindings(sources: FleetSources, fleet: Fleet, pinned: PinnedReleases): readonly Finding[] {
  return [
    ...pinned.findings,
    ...wrongPinFindings(fleet, pinned),
    ...orphanFindings(sources),
    ...unlistedFindings(fleet, pinned.byEnvironment.values()),
  ];
}
