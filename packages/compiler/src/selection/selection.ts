import { type Diagnostic, didYouMean } from "@grampus/diagnostics";
import type { Fleet } from "../definition/entries.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import type { Scope } from "./scope.ts";

/** Which environment and which cluster a command was asked for; all when absent. */
export interface Selection {
  readonly environment?: string;
  readonly cluster?: string;
}

function occurrence(name: string, known: readonly string[]) {
  return { found: name, allowed: known.join(", "), ...didYouMean(name, known) };
}

/** Finds names in a selection that the fleet does not have. */
export function selectionDiagnostics(
  fleet: Fleet,
  { environment, cluster }: Selection,
): readonly Diagnostic[] {
  const chosen = environment === undefined ? undefined : fleet.environments.get(environment);
  if (environment !== undefined && chosen === undefined) {
    const known = occurrence(environment, [...fleet.environments.keys()]);
    return [fleetCodes.create("unknown-environment", { name: environment }, known)];
  }
  if (cluster === undefined) return [];
  const names = chosen?.listed ?? [...fleet.clusters.keys()];
  if (names.includes(cluster)) return [];
  const place = environment ?? "the fleet";
  return [fleetCodes.create("unknown-cluster", { name: cluster, place }, occurrence(cluster, names))];
}

/**
 * The part of the output that a selection is about. An environment that follows the definitions as they stand brings the
 * bases of its clusters with it, and a base the overlays of its cluster in every environment: what a base says, they say.
 */
export function selectionScope(fleet: Fleet, { environment, cluster }: Selection): Scope {
  if (cluster !== undefined) return { bases: new Set([cluster]) };
  const chosen = environment === undefined ? undefined : fleet.environments.get(environment);
  if (chosen === undefined) return {};
  const heads = chosen.clusters.filter(({ source }) => source.kind === "head");
  return { bases: new Set(heads.map((listed) => listed.cluster.name)), environment: chosen.name };
}
