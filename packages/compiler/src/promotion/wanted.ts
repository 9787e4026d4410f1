import { type Diagnostic, didYouMean } from "@grampus/diagnostics";
import { environmentBefore, pinnedRelease } from "../definition/chain.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { releaseCodes } from "../releases/diagnostics.ts";
import { releaseNumbers } from "../releases/release-numbers.ts";
import { type RanReleases, ranReleases } from "./lock-history.ts";

/** Which clusters a promotion is about. */
export type Chosen =
  | { readonly kind: "named"; readonly clusters: readonly string[] }
  | { readonly kind: "all" }
  | { readonly kind: "ring"; readonly ring: string };

/** What a promotion was asked for. */
export interface PromotionWish {
  readonly environment: string;
  readonly chosen: Chosen;
  /** The release; what the environment before runs unless said. */
  readonly release?: number;
  /** Whether the environment before may be passed over. */
  readonly skips: boolean;
}

/** A cluster whose pin is to be moved, or stays. */
export interface WantedPin {
  readonly cluster: string;
  /** The release that runs; undefined when none does. */
  readonly from: number | undefined;
  readonly to: number;
}

/** A cluster that is left out of a promotion of many, and why. */
export interface LeftOut {
  readonly cluster: string;
  readonly reason: string;
}

/** What a promotion comes to, or what is wrong with it. */
export interface WantedPins {
  readonly pins: readonly WantedPin[];
  readonly left: readonly LeftOut[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The environment that follows releases and is meant; what is wrong with the name otherwise. */
export function followingEnvironment({ environments }: Fleet, name: string): EnvironmentEntry | Diagnostic {
  const entry = environments.get(name);
  if (entry === undefined) {
    const known = [...environments.keys()];
    const occurrence = { found: name, allowed: known.join(", "), ...didYouMean(name, known) };
    return fleetCodes.create("unknown-environment", { name }, occurrence);
  }
  if (entry.follows === "releases") return entry;
  const source = { file: entry.file, line: 1, column: 1 };
  return releaseCodes.create("follows-head", { environment: name }, { source });
}

/** Whether something is a diagnostic and not an entry. */
export function isDiagnostic(value: EnvironmentEntry | Diagnostic): value is Diagnostic {
  return "severity" in value;
}

/** Names of clusters that an environment does not list. */
export function unlistedClusters(entry: EnvironmentEntry, names: readonly string[]): readonly Diagnostic[] {
  const { listed } = entry;
  return names
    .filter((name) => !listed.includes(name))
    .map((name) => {
      const occurrence = { found: name, allowed: listed.join(", "), ...didYouMean(name, listed) };
      return fleetCodes.create("unknown-cluster", { name, place: entry.name }, occurrence);
    });
}

function chosenClusters(entry: EnvironmentEntry, chosen: Chosen): readonly string[] | readonly Diagnostic[] {
  if (chosen.kind === "all") return entry.listed;
  if (chosen.kind === "named") {
    const names = [...new Set(chosen.clusters)].sort();
    const unlisted = unlistedClusters(entry, names);
    return unlisted.length > 0 ? unlisted : names;
  }
  const { ring } = chosen;
  const members = entry.rings.get(ring);
  if (members !== undefined) return [...members].sort();
  const known = [...entry.rings.keys()];
  const allowed = known.length === 0 ? "none: rings are named in its definition" : known.join(", ");
  const occurrence = { found: ring, allowed, ...didYouMean(ring, known) };
  return [releaseCodes.create("unknown-ring", { ring, environment: entry.name }, occurrence)];
}

function areDiagnostics(list: readonly string[] | readonly Diagnostic[]): list is readonly Diagnostic[] {
  return typeof list[0] === "object";
}

/** Why a release cannot go to an environment, because of the one before it. */
function skipped(
  before: EnvironmentEntry,
  environment: string,
  cluster: string,
  release: number,
  ran: RanReleases,
): Diagnostic | undefined {
  if (before.follows === "head" || ran.has(cluster, release)) return undefined;
  if (ran.isCut) {
    return releaseCodes.create("history-cut", { environment: before.name });
  }
  const first = `grampus promote ${cluster} --to ${before.name} --release ${release}`;
  const hint = `${first}, and commit that; or pass it over with --skip`;
  return releaseCodes.create("skips", { cluster, release, environment, before: before.name }, { hint });
}

/** What is to be pinned of clusters in an environment, by what the environment before runs and ran. */
export async function wantedPins(
  root: string,
  fleet: Fleet,
  { environment: name, chosen, release: wished, skips }: PromotionWish,
): Promise<WantedPins> {
  const none = { pins: [], left: [] };
  const entry = followingEnvironment(fleet, name);
  if (isDiagnostic(entry)) return { ...none, diagnostics: [entry] };
  const clusters = chosenClusters(entry, chosen);
  if (areDiagnostics(clusters)) return { ...none, diagnostics: clusters };
  const histories = new Map<string, RanReleases>();
  const historyOf = async (environment: string) => {
    const known = histories.get(environment) ?? (await ranReleases(root, environment));
    histories.set(environment, known);
    return known;
  };
  const pins: WantedPin[] = [];
  const left: LeftOut[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const cluster of clusters) {
    const numbers = releaseNumbers(root, cluster);
    const before = environmentBefore(fleet, entry, cluster);
    const running = before?.follows === "releases" ? pinnedRelease(before, cluster) : undefined;
    const isWaiting =
      before?.follows === "releases" && running === undefined && !skips && wished === undefined;
    const to = wished ?? running ?? numbers.at(-1);
    if (to === undefined || !numbers.includes(to)) {
      if (chosen.kind !== "named" && wished === undefined)
        left.push({ cluster, reason: "no release was cut" });
      else diagnostics.push(missingRelease(cluster, to, numbers));
      continue;
    }
    const from = pinnedRelease(entry, cluster);
    if (from === to) {
      pins.push({ cluster, from, to });
      continue;
    }
    if (isWaiting && chosen.kind !== "named") {
      left.push({ cluster, reason: `nothing of it runs in ${before.name} yet` });
      continue;
    }
    const wrong =
      before === undefined || skips
        ? undefined
        : skipped(before, name, cluster, to, await historyOf(before.name));
    if (wrong === undefined) pins.push({ cluster, from, to });
    else if (chosen.kind === "named" || wrong.code !== "release/skips") diagnostics.push(wrong);
    else left.push({ cluster, reason: `release ${to} never ran in ${before?.name ?? ""}, as committed` });
  }
  return { pins, left, diagnostics };
}

/** A release that is wished for and was not cut. */
export function missingRelease(
  cluster: string,
  release: number | undefined,
  numbers: readonly number[],
): Diagnostic {
  const allowed = numbers.length === 0 ? "none: no release was cut yet" : numbers.join(", ");
  const hint = `cut one: grampus release ${cluster}`;
  return release === undefined
    ? releaseCodes.create("not-released", { cluster }, { hint })
    : releaseCodes.create("no-such-release", { cluster, release }, { found: String(release), allowed, hint });
}
