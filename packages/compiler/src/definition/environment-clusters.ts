import type { DataPath } from "../data/data-path.ts";
import type { PlainValue } from "../data/plain-data.ts";
import { isMap } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { LoadedDefinition } from "../load/definitions.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { ClusterEntry, EnvironmentCluster, OverrideEntry } from "./entries.ts";
import { checkedRetirement } from "./retirement.ts";
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

function overrideFindings(
  file: string,
  { settings, at }: { readonly settings: PlainValue | undefined; readonly at: DataPath },
): readonly Finding[] {
  if (isMap(settings)) {
    const owner = "an override";
    return settingsFindings(settings, { file, at, owner, onlyOverridable: true, hasLayersBelow: true });
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

/** A `retire()` inside an `override()` or another `retire()`: the outer one would be about something that ends. */
function misplacedRetire(file: string, at: DataPath): Finding {
  const diagnostic = definitionCodes.create("misplaced-retire", {}, { path: at.join(".") });
  return { diagnostic, place: { file, path: at, part: "value" } };
}

interface Unwrapped {
  /** What the overrides are of, as plain data and as the file exported it. */
  readonly value: PlainValue;
  readonly exported: unknown;
  readonly at: DataPath;
  /** Innermost first. */
  readonly overrides: readonly { readonly settings: PlainValue | undefined; readonly at: DataPath }[];
}

function unwrapped(value: PlainValue, exported: unknown, at: DataPath): Unwrapped {
  if (!isMap(value) || value.kind !== "override") return { value, exported, at, overrides: [] };
  const inner = unwrapped(value.cluster ?? null, member(exported, "cluster"), [...at, "cluster"]);
  const own = { settings: value.settings, at: [...at, "settings"] };
  return { ...inner, overrides: [...inner.overrides, own] };
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
    const at = ["clusters", key];
    const exportedValue = member(member(exported, "clusters"), key);
    const retired = isMap(value) && value.kind === "retired" ? value : undefined;
    const retirement =
      retired && checkedRetirement(file, [...at, "retirement"], retired.retirement, findings);
    const entry =
      retired === undefined
        ? unwrapped(value, exportedValue, at)
        : unwrapped(retired.cluster ?? null, member(exportedValue, "cluster"), [...at, "cluster"]);
    if (isMap(entry.value) && entry.value.kind === "retired") {
      findings.push(misplacedRetire(file, entry.at));
      continue;
    }
    if (!byExport.has(entry.exported)) {
      findings.push(unknownCluster(file, key, entry.value));
      continue;
    }
    findings.push(...entry.overrides.flatMap((layer) => overrideFindings(file, layer)));
    const cluster = byExport.get(entry.exported);
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
    const overrides = entry.overrides.flatMap(({ settings, at }): readonly OverrideEntry[] =>
      isMap(settings) ? [{ settings, at }] : [],
    );
    clusters.push({ cluster, overrides, ...(retirement === undefined ? {} : { retirement }) });
  }
  return clusters.sort((left, right) => (left.cluster.name < right.cluster.name ? -1 : 1));
}
