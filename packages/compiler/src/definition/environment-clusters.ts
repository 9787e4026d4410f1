import type { PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { LoadedDefinition } from "../load/definitions.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { ClusterEntry, EnvironmentCluster } from "./entries.ts";
import { settingsFindings } from "./settings.ts";

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function unknownCluster(file: string, key: string, value: PlainValue): Finding {
  const name = isMap(value) ? (value.name ?? key) : key;
  return {
    diagnostic: definitionCodes.create(
      "unknown-cluster",
      { name: typeof name === "string" ? name : key },
      {
        path: `clusters.${key}`,
        found: isMap(value) ? "another object" : `${typeText(value)}: ${valueText(value)}`,
      },
    ),
    place: { file, path: ["clusters", key], part: "value" },
  };
}

function overrideFindings(file: string, key: string, settings: PlainValue | undefined): readonly Finding[] {
  const at = ["clusters", key, "settings"];
  if (isMap(settings)) {
    const owner = "an override";
    return settingsFindings(settings, { file, at, owner, onlyOverridable: true, allowUnset: true });
  }
  const occurrence = {
    path: at.join("."),
    found: typeText(settings),
    allowed: "override(definition, { ... })",
  };
  return [
    {
      diagnostic: definitionCodes.create("wrong-type", { field: "the settings of an override" }, occurrence),
      place: { file, path: at, part: "value" },
    },
  ];
}

/** The clusters an environment lists, in name order. What is no definition of the fleet goes to `findings`. */
export function environmentClusters(
  definition: LoadedDefinition,
  byExport: ReadonlyMap<unknown, ClusterEntry | undefined>,
  findings: Finding[],
): readonly EnvironmentCluster[] {
  const { data, file, exported } = definition;
  const listed = isMap(data) ? data.clusters : undefined;
  if (!isMap(listed)) return [];
  const clusters: EnvironmentCluster[] = [];
  for (const [key, value] of Object.entries(listed)) {
    const isOverride = isMap(value) && value.kind === "override";
    const entryExport = member(member(exported, "clusters"), key);
    const definitionExport = isOverride ? member(entryExport, "cluster") : entryExport;
    if (!byExport.has(definitionExport)) {
      findings.push(unknownCluster(file, key, value));
      continue;
    }
    const settings = isOverride ? value.settings : {};
    if (isOverride) findings.push(...overrideFindings(file, key, settings));
    const cluster = byExport.get(definitionExport);
    if (cluster === undefined) continue;
    if (cluster.name !== key) {
      findings.push({
        diagnostic: definitionCodes.create(
          "cluster-key-differs",
          { key, name: cluster.name },
          { path: `clusters.${key}`, found: key, allowed: cluster.name },
        ),
        place: { file, path: ["clusters", key], part: "name" },
      });
      continue;
    }
    clusters.push({ cluster, override: isMap(settings) ? settings : {} });
  }
  return clusters.sort((left, right) => (left.cluster.name < right.cluster.name ? -1 : 1));
}
