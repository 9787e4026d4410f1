import type { DataPath } from "../data/data-path.ts";
import type { PlainValue } from "../data/plain-data.ts";
import { isEqual, isMap } from "../data/plain-data.ts";
import { typeText, valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import type { LoadedDefinition } from "../load/definitions.ts";
import { type PinnedClusters, pinnedDefinition } from "../load/pinned-modules.ts";
import type { EnvironmentPins } from "../releases/pinned-releases.ts";
import { DEFINITION_DATA, type Release } from "../releases/release.ts";
import { definitionCodes } from "./diagnostics.ts";
import type { ClusterEntry, EnvironmentCluster, EnvironmentEntry, OverrideEntry } from "./entries.ts";
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

/** What an environment may list. */
export interface KnownClusters {
  /** The definitions by what their files export; undefined for one that is wrong itself. */
  readonly byExport: ReadonlyMap<unknown, ClusterEntry | undefined>;
  /** The data of the definitions, by the name of their folder. */
  readonly data: ReadonlyMap<string, PlainValue>;
  /** What environments that follow releases pin, by their name. */
  readonly pins: ReadonlyMap<string, EnvironmentPins>;
}

/** What an environment lists that follows releases or the definitions as they stand. */
type ListedClusters = Pick<EnvironmentEntry, "clusters" | "listed" | "waiting">;

/** A cluster that an environment lists: what runs of it, or its name alone when nothing does. */
type Listed = Pick<EnvironmentCluster, "cluster" | "source"> | { readonly waiting: string } | undefined;

const NAME_FIELD = "name";

/** The release of a cluster as a definition. */
function releasedEntry(release: Release): ClusterEntry {
  const file = `${release.directory}/${DEFINITION_DATA}`;
  return { name: release.cluster, file, settings: release.settings, isDraft: false };
}

/** Finds the cluster that an environment means which follows the definitions as they stand: by the very object. */
function headCluster({ byExport }: KnownClusters): (entry: Unwrapped) => Listed | "unknown" {
  return ({ exported }) => {
    if (!byExport.has(exported)) return "unknown";
    const cluster = byExport.get(exported);
    return cluster && { cluster, source: { kind: "head" } };
  };
}

/**
 * Finds the cluster that an environment means which follows releases: by what stands in the place of its definition
 * there, or by the definition itself when a module made both.
 */
function pinnedCluster(
  { data, pins }: KnownClusters,
  environment: string,
  pinned: PinnedClusters,
): (entry: Unwrapped) => Listed | "unknown" {
  const { releases, lock, isRight } = pins.get(environment) ?? {};
  return ({ value }) => {
    const name = isMap(value) ? value[NAME_FIELD] : undefined;
    if (typeof name !== "string" || !data.has(name)) return "unknown";
    if (!isEqual(value, pinnedDefinition(pinned, name)) && !isEqual(value, data.get(name))) return "unknown";
    const release = releases?.get(name);
    if (release !== undefined)
      return { cluster: releasedEntry(release), source: { kind: "release", release } };
    const isWrong = isRight === false && (lock?.size === 0 || (lock?.get(name) ?? null) !== null);
    return isWrong ? undefined : { waiting: name };
  };
}

/** The clusters an environment lists, in name order. What is no definition of the fleet goes to `findings`. */
export function environmentClusters(
  definition: LoadedDefinition,
  known: KnownClusters,
  findings: Finding[],
): ListedClusters {
  const { data, file, exported, folder, pinned } = definition;
  const listed = isMap(data) ? data.clusters : undefined;
  if (!isMap(listed)) return { clusters: [], listed: [], waiting: [] };
  const find = pinned === undefined ? headCluster(known) : pinnedCluster(known, folder, pinned);
  const clusters: EnvironmentCluster[] = [];
  const waiting: string[] = [];
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
    const found = find(entry);
    if (found === "unknown") {
      findings.push(unknownCluster(file, key, entry.value));
      continue;
    }
    findings.push(...entry.overrides.flatMap((layer) => overrideFindings(file, layer)));
    if (found === undefined) continue;
    const name = "waiting" in found ? found.waiting : found.cluster.name;
    if (name !== key) {
      findings.push({
        diagnostic: definitionCodes.create(
          "cluster-key-differs",
          { key, name },
          { path: `clusters.${key}`, found: key, allowed: name },
        ),
        place: { file, path: ["clusters", key], part: "name" },
      });
      continue;
    }
    if ("waiting" in found) {
      waiting.push(name);
      continue;
    }
    const overrides = entry.overrides.flatMap(({ settings, at }): readonly OverrideEntry[] =>
      isMap(settings) ? [{ settings, at }] : [],
    );
    clusters.push({ ...found, overrides, ...(retirement === undefined ? {} : { retirement }) });
  }
  clusters.sort((left, right) => (left.cluster.name < right.cluster.name ? -1 : 1));
  return { clusters, listed: Object.keys(listed).sort(), waiting: waiting.sort() };
}
