import { compareVersions } from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import type { Fleet } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { clusterCodes } from "./diagnostics.ts";
import { fieldPlace } from "./field-place.ts";

const VERSION_PATH = ["spec", "version"];

/**
 * Whether a version is higher than another. A series (`9.7`) and a release of it (`9.7.4`) are not: a series means
 * whatever its newest release is.
 */
function isHigher(version: string, other: string): boolean {
  const parts = Math.min(version.split(".").length, other.split(".").length);
  const shortened = (text: string) => text.split(".").slice(0, parts).join(".");
  return compareVersions(shortened(version), shortened(other)) === 1;
}

/** The nearest environment before one that runs a cluster too. */
function overlayBefore(
  fleet: Fleet,
  overlays: ReadonlyMap<string, ResolvedOverlay>,
  { environment, cluster }: ResolvedOverlay,
): ResolvedOverlay | undefined {
  const passed = new Set<string>();
  let { after } = environment;
  while (after !== undefined && !passed.has(after)) {
    const found = overlays.get(`${after}/${cluster.name}`);
    if (found !== undefined) return found;
    passed.add(after);
    after = fleet.environments.get(after)?.after;
  }
  return undefined;
}

/**
 * Finds clusters that run a higher version in an environment than in the one before it (`after`), and exceptions from
 * that which are not needed.
 */
export function versionOrderFindings(fleet: Fleet, overlays: readonly ResolvedOverlay[]): readonly Finding[] {
  const byPlace = new Map(
    overlays.map((overlay) => [`${overlay.environment.name}/${overlay.cluster.name}`, overlay]),
  );
  return overlays.flatMap((overlay): readonly Finding[] => {
    const { environment, cluster } = overlay;
    const before = overlayBefore(fleet, byPlace, overlay);
    const version = String(valueAt(overlay.manifest, VERSION_PATH));
    const earlier = before === undefined ? version : String(valueAt(before.manifest, VERSION_PATH));
    const isAhead = isHigher(version, earlier);
    const isAllowed = environment.ahead.includes(cluster.name);
    if (isAhead === isAllowed) return [];
    const name = cluster.name;
    if (!isAhead || before === undefined) {
      const diagnostic = clusterCodes.create("not-ahead", { name }, { path: `ahead.${name}` });
      return [{ diagnostic, place: { file: environment.file, path: ["ahead", name], part: "name" } }];
    }
    const place = before.environment.name;
    const hint = `let ${place} run ${version} first, or say why not in ${environment.file}: ahead: { ${JSON.stringify(name)}: "why" }`;
    const diagnostic = clusterCodes.create(
      "version-ahead",
      { name, environment: environment.name, before: place },
      { path: VERSION_PATH.join("."), found: version, allowed: `at most ${earlier}, as in ${place}`, hint },
    );
    return [{ diagnostic, place: fieldPlace(overlay.layers, VERSION_PATH, "value") }];
  });
}
