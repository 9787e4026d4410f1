import { type Diagnostic, sortDiagnostics } from "@grampus/diagnostics";
import type { Fleet } from "../definition/entries.ts";
import { checkedFleet } from "../definition/fleet.ts";
import { clustersOnTarget } from "../definition/target-size.ts";
import { withDefinitionName } from "../fields/definition-name.ts";
import type { Finding } from "../findings/finding.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { handwrittenFiles, unreadDefinitions } from "../fleet/handwritten.ts";
import { type FleetSources, fleetSources } from "../fleet/sources.ts";
import { fleetFolder } from "../git/fleet-folder.ts";
import { loadedFleet } from "../load/definitions.ts";
import { packageResolver } from "../load/package-resolver.ts";
import { strayOutput } from "../output/stray.ts";
import type { FileTree } from "../output/tree.ts";
import { locatedDiagnostics } from "../position/locate.ts";
import { type EnvironmentPins, type PinnedReleases, pinnedReleases } from "../releases/pinned-releases.ts";
import { renderedTree, scopedTree } from "../render/tree.ts";
import { type ResolvedFleet, type ResolvedOverlay, resolvedFleet } from "../resolve/resolve.ts";
import { isOverlayInScope, type Scope } from "../selection/scope.ts";
import { type Selection, selectionDiagnostics, selectionScope } from "../selection/selection.ts";
import { resourceFindings } from "../validate/api.ts";
import { deliveryFindings } from "../validate/delivery.ts";
import { deliveryPathFindings } from "../validate/delivery-path.ts";
import { deliverySchemaFindings } from "../validate/delivery-schema.ts";
import { exceptionDayFindings } from "../validate/exception-days.ts";
import { manifestFindings } from "../validate/manifests.ts";
import { operatorFindings } from "../validate/operator.ts";
import { pinFindings, waitingFindings } from "../validate/pins.ts";
import { policyFindings } from "../validate/policies.ts";
import { versionOrderFindings } from "../validate/version-order.ts";
import { type Comparison, changeFindings } from "./change-findings.ts";
import { checkBuilds } from "./self-check.ts";

/** What is compiled, and compared with what. */
export interface CompileRequest extends Comparison {
  /** Absolute path of the fleet's root. */
  readonly root: string;
  readonly selection: Selection;
  /** Milliseconds all definitions together may take to evaluate; 10,000 unless said. */
  readonly timeout?: number;
  /** The day for which exceptions are judged, `2027-03-31`; unless said they are not: output does not depend on when. */
  readonly today?: string;
  /** Whether an error leaves an output that can be looked at; none does unless said. */
  readonly isTolerated?: (diagnostic: Diagnostic) => boolean;
  /** Locks that stand in the place of those on disk, by the name of their environment. */
  readonly locks?: ReadonlyMap<string, string>;
}

/** A fleet whose definitions are right, and its output; nothing is written yet. */
export interface CompiledFleet {
  readonly kind: "compiled";
  readonly fleet: Fleet;
  readonly resolved: ResolvedFleet;
  /** The overlays the selection is about. */
  readonly overlays: readonly ResolvedOverlay[];
  /** The files the selection is about. */
  readonly tree: FileTree;
  /** The files of the whole fleet: what a build of an overlay may read. */
  readonly wholeTree: FileTree;
  readonly scope: Scope;
  /** Warnings and information, and exceptions that are over. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The definitions are wrong; there is no output. */
export interface RefusedFleet {
  readonly kind: "refused";
  readonly diagnostics: readonly Diagnostic[];
}

const DEFAULT_TIMEOUT_MS = 10_000;

function isSelected({ environment, cluster }: ResolvedOverlay, selection: Selection): boolean {
  return (
    (selection.environment === undefined || selection.environment === environment.name) &&
    (selection.cluster === undefined || selection.cluster === cluster.name)
  );
}

/** Findings as they are told: at their places, by the names that definitions have for fields. */
export async function told(root: string, findings: readonly Finding[]): Promise<readonly Diagnostic[]> {
  const located = await locatedDiagnostics(root, findings);
  return sortDiagnostics(located.map(withDefinitionName));
}

function resolvedFindings(fleet: Fleet, resolved: ResolvedFleet): readonly Finding[] {
  const bases = [...resolved.bases.values()].flatMap(({ stated, layers }) =>
    resourceFindings(stated, layers),
  );
  const wrong = new Map(
    resolved.overlays.map((overlay) => [overlay, resourceFindings(overlay.stated, overlay.layers)]),
  );
  const sound = resolved.overlays.filter((overlay) => wrong.get(overlay)?.length === 0);
  const overlays = [...[...wrong.values()].flat(), ...policyFindings(sound)];
  const environments = [...fleet.environments.values()];
  const operators = environments.flatMap((one) => operatorFindings(one, clustersOnTarget(one, environments)));
  const deliveries = [...environments.flatMap(deliveryFindings), ...deliverySchemaFindings(fleet, resolved)];
  return [...bases, ...overlays, ...operators, ...deliveries, ...manifestFindings(fleet, resolved)];
}

/** Finds files that look as if they were part of the fleet, and are not. */
function misplacedFileFindings(sources: FleetSources): readonly Finding[] {
  const files = handwrittenFiles(sources.root);
  const unread = unreadDefinitions(sources, files).map(({ file, wanted }) =>
    fleetCodes.create(
      "unread-definition",
      { file },
      { source: { file, line: 1, column: 1 }, allowed: wanted },
    ),
  );
  const stray = strayOutput(sources.root, files).map(({ directory, files: [file = "", ...others] }) =>
    fleetCodes.create(
      "stray-output",
      { directory, number: others.length + 1 },
      { source: { file, line: 1, column: 1 } },
    ),
  );
  return [...unread, ...stray].map((diagnostic) => ({ diagnostic }));
}

/** What is pinned, as definitions are loaded with it. */
function pinnedSettings({ byEnvironment }: PinnedReleases) {
  const settingsOf = ({ releases }: EnvironmentPins) =>
    new Map([...releases].map(([cluster, { settings }]) => [cluster, settings]));
  return new Map([...byEnvironment].map(([environment, pins]) => [environment, settingsOf(pins)]));
}

/** What deliveries say of the fleet's folder, where git knows it. */
async function pathFindings(root: string, { environments }: Fleet): Promise<readonly Finding[]> {
  const entries = [...environments.values()];
  if (entries.every(({ delivery }) => delivery === undefined)) return [];
  const folder = await fleetFolder(root);
  return folder === undefined ? [] : deliveryPathFindings(entries, folder);
}

/** The self-check, for the time in which git is asked. */
async function selfChecked(
  tree: FileTree,
  overlays: readonly ResolvedOverlay[],
  fleet: Fleet,
): Promise<void> {
  checkBuilds(tree, overlays, [...fleet.environments.keys()]);
}

/** Tells the findings that leave no output. */
function fatality({ isTolerated = () => false }: CompileRequest): (finding: Finding) => boolean {
  return ({ diagnostic }) => diagnostic.severity === "error" && !isTolerated(diagnostic);
}

/** A fleet whose definitions can be loaded, and what they come to; what is wrong with them is among the findings. */
export interface ResolvedDefinitions {
  readonly kind: "resolved";
  readonly sources: FleetSources;
  readonly pinned: PinnedReleases;
  readonly fleet: Fleet;
  readonly resolved: ResolvedFleet;
  readonly findings: readonly Finding[];
  /** What is wrong with exceptions on the day that was named. */
  readonly days: readonly Finding[];
}

/**
 * Loads, checks, resolves and validates the definitions of a fleet. Compares with no commit, and renders nothing.
 *
 * @throws CompilerFault when files cannot be read
 */
export async function resolvedDefinitions(
  request: CompileRequest,
): Promise<ResolvedDefinitions | RefusedFleet> {
  const { root, selection, timeout = DEFAULT_TIMEOUT_MS, locks, today } = request;
  const isFatal = fatality(request);
  const sources = fleetSources(root);
  const misplaced = misplacedFileFindings(sources);
  if (sources.clusters.length + sources.environments.length === 0) {
    const empty = misplaced.length === 0 ? [{ diagnostic: fleetCodes.create("empty", {}) }] : misplaced;
    return { kind: "refused", diagnostics: await told(root, empty) };
  }
  const pinned = pinnedReleases(sources, locks);
  const resolvePackage = packageResolver(root);
  const loaded = await loadedFleet(sources, { resolvePackage, timeout, pins: pinnedSettings(pinned) });
  const { fleet, findings } = checkedFleet(loaded, pinned);
  const resolved = resolvedFleet(fleet);
  const order = versionOrderFindings(fleet, resolved.overlays);
  const logs = loaded.logs.map((diagnostic) => ({ diagnostic }));
  const pins = pinFindings(sources, fleet, pinned);
  const wrong = [...logs, ...misplaced, ...pins, ...findings, ...resolvedFindings(fleet, resolved), ...order];
  const selected = resolved.overlays.filter((overlay) => isSelected(overlay, selection));
  const days = today === undefined ? [] : exceptionDayFindings(selected, today);
  return wrong.some(isFatal)
    ? { kind: "refused", diagnostics: await told(root, [...wrong, ...days]) }
    : { kind: "resolved", sources, pinned, fleet, resolved, findings: wrong, days };
}

/**
 * Compiles a fleet in memory: loads, checks, resolves, validates and renders it. Writes nothing.
 *
 * @throws CompilerFault when files cannot be read, git fails, or the output does not build to what was resolved
 */
export async function compiledFleet(request: CompileRequest): Promise<CompiledFleet | RefusedFleet> {
  const { root, selection } = request;
  const isFatal = fatality(request);
  const definitions = await resolvedDefinitions(request);
  if (definitions.kind === "refused") return definitions;
  const { fleet, resolved, findings, days } = definitions;
  const unknown = selectionDiagnostics(fleet, selection);
  if (unknown.length > 0) return { kind: "refused", diagnostics: unknown };
  const scope = selectionScope(fleet, selection);
  const affected = resolved.overlays.filter(({ environment, cluster }) =>
    isOverlayInScope(environment.name, cluster.name, scope),
  );
  const wholeTree = renderedTree(fleet, resolved);
  const [changes, paths] = await Promise.all([
    changeFindings(root, request, { fleet, tree: wholeTree, overlays: affected, scope }),
    pathFindings(root, fleet),
    selfChecked(wholeTree, affected, fleet),
  ]);
  const wrong = [...findings, ...changes, ...paths, ...days];
  if (changes.some(isFatal)) return { kind: "refused", diagnostics: await told(root, wrong) };
  const diagnostics = await told(root, [...wrong, ...waitingFindings(root, fleet)]);
  const overlays = resolved.overlays.filter((overlay) => isSelected(overlay, selection));
  const tree = scopedTree(wholeTree, scope);
  return { kind: "compiled", fleet, resolved, overlays, tree, wholeTree, scope, diagnostics };
}
