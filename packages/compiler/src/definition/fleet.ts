import { isMap, type PlainValue } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { LoadedDefinition, LoadedFleet } from "../load/definitions.ts";
import type { PinnedReleases } from "../releases/pinned-releases.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { ClusterEntry, EnvironmentEntry, Fleet } from "./entries.ts";
import { checkedEnvironment } from "./environment.ts";
import { orderFindings } from "./environment-order.ts";
import { duplicateFindings, nameFindings } from "./names.ts";
import { placementFindings } from "./placement.ts";
import { releasedSettingsFindings } from "./released-settings.ts";
import { settingsFindings } from "./settings.ts";
import { targetFindings } from "./target.ts";

/** A fleet and what is wrong with the definitions that are not in it. */
export interface CheckedFleet {
  readonly fleet: Fleet;
  readonly findings: readonly Finding[];
}

function draftFindings(file: string, draft: PlainValue | undefined): readonly Finding[] {
  if (draft === undefined || typeof draft === "boolean") return [];
  const found = `${typeText(draft)}: ${valueText(draft)}`;
  const occurrence = { path: "draft", found, allowed: "true or false" };
  return [
    {
      diagnostic: definitionCodes.create("wrong-type", { field: "draft" }, occurrence),
      place: { file, path: ["draft"], part: "value" },
    },
  ];
}

function checkedCluster(definition: LoadedDefinition, findings: Finding[]): ClusterEntry | undefined {
  const { data, file, folder } = definition;
  const { draft, ...settings } = isMap(data) ? data : {};
  const found = [
    ...nameFindings(definition),
    ...draftFindings(file, draft),
    ...settingsFindings(settings, {
      file,
      at: [],
      owner: "a cluster definition",
      besides: ["draft"],
      onlyOverridable: false,
      hasLayersBelow: false,
    }),
  ];
  findings.push(...found);
  return found.length === 0 ? { name: folder, file, settings, isDraft: draft === true } : undefined;
}

function byFolder(left: LoadedDefinition, right: LoadedDefinition): number {
  return left.folder < right.folder ? -1 : 1;
}

/** Checks the form of all definitions and how they hang together. */
export function checkedFleet(loaded: LoadedFleet, pinned: PinnedReleases): CheckedFleet {
  const findings: Finding[] = [
    ...loaded.findings,
    ...duplicateFindings(loaded.clusters),
    ...duplicateFindings(loaded.environments),
  ];
  const clusters = new Map<string, ClusterEntry>();
  const byExport = new Map<unknown, ClusterEntry | undefined>();
  for (const definition of loaded.clusters) {
    const entry = checkedCluster(definition, findings);
    byExport.set(definition.exported, entry);
    if (entry !== undefined) clusters.set(entry.name, entry);
  }
  const data = new Map(loaded.clusters.map((definition) => [definition.folder, definition.data]));
  const listable = { byExport, data, pins: pinned.byEnvironment };
  const environments = new Map<string, EnvironmentEntry>();
  for (const definition of loaded.environments.toSorted(byFolder)) {
    const entry = checkedEnvironment(definition, listable, findings);
    if (entry !== undefined) environments.set(entry.name, entry);
  }
  const known = new Set(loaded.sources.environments.map(({ folder }) => folder));
  const entries = [...environments.values()];
  const isWhole = entries.length === known.size;
  findings.push(
    ...orderFindings(entries, known),
    ...targetFindings(entries),
    ...placementFindings(clusters, entries, isWhole),
    ...releasedSettingsFindings(entries),
  );
  return { fleet: { clusters, environments }, findings };
}
