import { type Diagnostic, didYouMean, sortDiagnostics } from "@grampus/diagnostics";
import type { OverlayKey } from "../committed/committed-clusters.ts";
import { committedEnvironments } from "../committed/committed-environments.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { type CommittedFiles, committedFiles } from "../git/committed-files.ts";
import { type FleetInGit, fleetInGit } from "../git/file-history.ts";
import { planBase } from "../git/plan-base.ts";
import { definitionFile, overlayDirectory } from "../layout.ts";
import { type LiveOptions, liveChanges } from "../live/live-changes.ts";
import { changedDeliveries } from "../plan/delivery-changes.ts";
import { planCodes } from "../plan/diagnostics.ts";
import { type FleetPlan, type PlannedCluster, plannedClusters, planOfFleet } from "../plan/fleet-plan.ts";
import { changedOperators } from "../plan/operator-changes.ts";
import { changedPairs, type Pair } from "../plan/pairs.ts";
import { changePlaces } from "../plan/places.ts";
import { locator } from "../position/locate.ts";
import type { Selection } from "../selection/selection.ts";
import { digestedChanges } from "./changed-fleet.ts";
import { changesOf } from "./cluster-changes.ts";
import { type CompiledFleet, compiledFleet, type RefusedFleet } from "./compiled-fleet.ts";
import { noBase } from "./plan-refusal.ts";
import { plannedRules } from "./planned-rules.ts";

/** Which change of a fleet is planned. */
export interface PlanRequest {
  /** Absolute path of the fleet's root. */
  readonly root: string;
  readonly selection: Selection;
  /** The branch or commit that is compared with; the default branch unless said. */
  readonly base?: string;
  /** Milliseconds all definitions together may take to evaluate; 10,000 unless said. */
  readonly timeout?: number;
  /** The moment for which gates are judged; now unless said. */
  readonly now?: Date;
  /** Whether the steps begin with the clusters as they run; from Git alone unless said. */
  readonly live?: LiveOptions;
}

/** Areas and codes of errors that leave a fleet which can be planned: the plan says them beside what would happen. */
const TOLERATED =
  /^(policy\/|cluster\/(would-stall|forbidden-change|version-ahead)$|fleet\/(cluster-left-out|environment-(moved|removed)|unprotected|namespace-unread)$)/;

/** A message that compile has a word for, with the word that plan has. */
function inWordsOfPlan({ hint, ...diagnostic }: Diagnostic): Diagnostic {
  return { ...diagnostic, ...(hint === undefined ? {} : { hint: hint.replaceAll("--against", "--base") }) };
}

function isSelected(overlay: OverlayKey, { environment, cluster }: Selection): boolean {
  return (
    (environment === undefined || environment === overlay.environment) &&
    (cluster === undefined || cluster === overlay.cluster)
  );
}

/** A name that neither the commit nor the definitions know. */
function unknownName(
  { fleet }: CompiledFleet,
  earlier: readonly { readonly name: string; readonly clusters: readonly string[] }[],
  { environment, cluster }: Selection,
): Diagnostic | undefined {
  const environments = new Set([...fleet.environments.keys(), ...earlier.map(({ name }) => name)]);
  const occurrence = (found: string, known: readonly string[]) => ({
    found,
    allowed: known.join(", "),
    ...didYouMean(found, known),
  });
  if (environment !== undefined && !environments.has(environment))
    return fleetCodes.create(
      "unknown-environment",
      { name: environment },
      occurrence(environment, [...environments]),
    );
  const clusters = new Set([...fleet.clusters.keys(), ...earlier.flatMap((one) => one.clusters)]);
  if (cluster === undefined || clusters.has(cluster)) return undefined;
  return fleetCodes.create(
    "unknown-cluster",
    { name: cluster, place: "the fleet" },
    occurrence(cluster, [...clusters].sort()),
  );
}

/** An environment that a context is said for, and that is neither in the commit nor in the definitions. */
function unknownContext(
  { fleet }: CompiledFleet,
  earlier: readonly { readonly name: string }[],
  live: LiveOptions | undefined,
): Diagnostic | undefined {
  const names = [...new Set([...fleet.environments.keys(), ...earlier.map(({ name }) => name)])];
  const wrong = [...(live?.contexts ?? [])].find(([environment]) => !names.includes(environment));
  if (wrong === undefined) return undefined;
  const [environment, context] = wrong;
  return planCodes.create(
    "unknown-context",
    { text: `--context ${environment}=${context}` },
    { found: environment, allowed: names.join(", "), ...didYouMean(environment, names) },
  );
}

async function withPlaces(
  root: string,
  clusters: readonly PlannedCluster[],
  pairs: readonly Pair[],
  committed: CommittedFiles,
): Promise<readonly PlannedCluster[]> {
  if (clusters.length === 0) return clusters;
  const locate = await locator(root);
  const overlays = new Map(
    pairs.map(({ shown, after }) => [overlayDirectory(shown.environment, shown.cluster), after]),
  );
  return clusters.map((planned) => {
    const overlay = overlays.get(overlayDirectory(planned.environment, planned.cluster));
    return { ...planned, places: changePlaces(planned, overlay, committed, locate) };
  });
}

/** Definitions that changed, though no cluster, no operator and no delivery does. */
function idleDefinitions(
  { fleet }: CompiledFleet,
  { isChanged }: CommittedFiles,
  changed: readonly { readonly environment: string; readonly cluster?: string }[],
): readonly string[] {
  const busy = new Set(
    changed.flatMap(({ environment, cluster }) => [
      definitionFile("environment", environment),
      ...(cluster === undefined ? [] : [definitionFile("cluster", cluster)]),
    ]),
  );
  return [...fleet.clusters.values(), ...fleet.environments.values()]
    .map(({ file }) => file)
    .filter((file) => !busy.has(file) && isChanged(file))
    .sort();
}

/** The states a plan is made of. */
export interface Compared {
  readonly root: string;
  readonly selection: Selection;
  readonly committed: CommittedFiles;
  readonly base: string;
  /** The commit of that name, and where its history is. */
  readonly commit: string;
  readonly git: FleetInGit;
  readonly head: string;
  /** The moment for which gates are judged; now unless said. */
  readonly now?: Date;
  readonly timeout?: number;
  readonly live?: LiveOptions;
}

/** Plans the change from the files of a commit to the definitions below a root. */
export async function planAgainst(compared: Compared): Promise<FleetPlan | RefusedFleet> {
  const { root, selection, committed, base, head, timeout, live } = compared;
  const compiled = await compiledFleet({
    root,
    selection: {},
    committed,
    isTolerated: ({ code }) => TOLERATED.test(code),
    ...(timeout === undefined ? {} : { timeout }),
  });
  if (compiled.kind === "refused")
    return { kind: "refused", diagnostics: compiled.diagnostics.map(inWordsOfPlan) };
  const { environments } = await committedEnvironments(committed, compiled.wholeTree);
  const unknown =
    unknownName(compiled, environments, selection) ?? unknownContext(compiled, environments, live);
  if (unknown !== undefined) return { kind: "refused", diagnostics: [unknown] };
  const found = changedPairs(committed, environments, compiled.resolved.overlays, compiled.wholeTree);
  const pairs = found.filter(({ shown }) => isSelected(shown, selection));
  const known = await changesOf(compiled, committed, pairs);
  const { changes, diagnostics } =
    live === undefined ? { changes: known, diagnostics: [] } : await liveChanges(known, live);
  const clusters = plannedClusters(changes);
  const selected = compiled.resolved.overlays.filter(({ environment, cluster }) =>
    isSelected({ environment: environment.name, cluster: cluster.name }, selection),
  ).length;
  const isWhole = selection.environment === undefined && selection.cluster === undefined;
  const operators = await changedOperators(committed, compiled, selection);
  const deliveries = await changedDeliveries(committed, compiled.wholeTree, selection);
  const ruled = await plannedRules({
    root,
    compiled,
    git: compared.git,
    base: { commit: compared.commit, name: base },
    committed,
    changes: digestedChanges(changes, clusters),
    now: compared.now ?? new Date(),
    isAsked: (environment, cluster) => isSelected({ environment, cluster }, selection),
    live,
  });
  return planOfFleet({
    base,
    head,
    clusters: await withPlaces(root, clusters, pairs, committed),
    operators,
    deliveries,
    rules: ruled.rules,
    unchanged: selected - clusters.filter(({ plan: { change } }) => change !== "remove").length,
    idle: isWhole ? idleDefinitions(compiled, committed, [...clusters, ...operators, ...deliveries]) : [],
    diagnostics: sortDiagnostics([
      ...compiled.diagnostics.map(inWordsOfPlan),
      ...diagnostics,
      ...ruled.diagnostics,
    ]),
  });
}

/**
 * Plans the change from a commit to the definitions as they stand on disk. Writes nothing, checks nothing out.
 *
 * @throws CompilerFault as `compiledFleet`
 */
export async function plan(request: PlanRequest): Promise<FleetPlan | RefusedFleet> {
  const { root, selection, base, timeout, live, now } = request;
  const found = await planBase(root, base, "HEAD");
  if (found.kind !== "base") return noBase(found, base ?? "HEAD");
  const committed = await committedFiles(root, found.commit);
  if (committed.kind === "nothing") return noBase(committed, base ?? "HEAD");
  return planAgainst({
    root,
    selection,
    committed: { ...committed, ref: found.name, name: async () => found.name },
    base: found.name,
    commit: found.commit,
    git: await fleetInGit(root),
    head: "the working tree",
    ...(now === undefined ? {} : { now }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(live === undefined ? {} : { live }),
  });
}
