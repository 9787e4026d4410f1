import { isMap } from "../data/plain-data.ts";
import type { Finding } from "../findings/finding.ts";
import type { LoadedDefinition, LoadedFleet } from "../load/definitions.ts";
import type { ClusterEntry, EnvironmentEntry, Fleet } from "./entries.ts";
import { checkedEnvironment } from "./environment.ts";
import { orderFindings } from "./environment-order.ts";
import { duplicateFindings, nameFindings } from "./names.ts";
import { settingsFindings } from "./settings.ts";
import { targetFindings } from "./target.ts";

/** A fleet and what is wrong with the definitions that are not in it. */
export interface CheckedFleet {
  readonly fleet: Fleet;
  readonly findings: readonly Finding[];
}

function checkedCluster(definition: LoadedDefinition, findings: Finding[]): ClusterEntry | undefined {
  const { data, file, folder } = definition;
  const found = [
    ...nameFindings(definition),
    ...(isMap(data)
      ? settingsFindings(data, {
          file,
          at: [],
          owner: "a cluster definition",
          onlyOverridable: false,
          allowUnset: false,
        })
      : []),
  ];
  findings.push(...found);
  return isMap(data) && found.length === 0 ? { name: folder, file, settings: data } : undefined;
}

/** Checks the form of all definitions and how they hang together. */
export function checkedFleet(loaded: LoadedFleet): CheckedFleet {
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
  const environments = new Map<string, EnvironmentEntry>();
  for (const definition of loaded.environments) {
    const entry = checkedEnvironment(definition, byExport, findings);
    if (entry !== undefined) environments.set(entry.name, entry);
  }
  const known = new Set(loaded.sources.environments.map(({ folder }) => folder));
  const entries = [...environments.values()];
  findings.push(...orderFindings(entries, known), ...targetFindings(entries));
  return { fleet: { clusters, environments }, findings };
}
