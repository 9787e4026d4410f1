import { type Diagnostic, hasErrors, sortDiagnostics } from "@grampus/diagnostics";
import type { Fleet } from "../definition/entries.ts";
import { checkedFleet } from "../definition/fleet.ts";
import { withDefinitionName } from "../fields/definition-name.ts";
import type { Finding } from "../findings/finding.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { fleetSources } from "../fleet/sources.ts";
import { committedFiles, type NothingCommitted } from "../git/committed-files.ts";
import { loadedFleet } from "../load/definitions.ts";
import { packageResolver } from "../load/package-resolver.ts";
import type { FileTree } from "../output/tree.ts";
import { locatedDiagnostics } from "../position/locate.ts";
import { renderedTree, scopedTree } from "../render/tree.ts";
import { type ResolvedFleet, type ResolvedOverlay, resolvedFleet } from "../resolve/resolve.ts";
import { isOverlayInScope, type Scope } from "../selection/scope.ts";
import { type Selection, selectionDiagnostics, selectionScope } from "../selection/selection.ts";
import { resourceFindings } from "../validate/api.ts";
import { historyFindings } from "../validate/history.ts";
import { policyFindings } from "../validate/policies.ts";
import { checkBuilds } from "./self-check.ts";

/** What is compiled, and compared with what. */
export interface CompileRequest {
  /** Absolute path of the fleet's root. */
  readonly root: string;
  readonly selection: Selection;
  /** The commit whose output is the state before; `HEAD` unless said. */
  readonly against?: string;
  /** Milliseconds all definitions together may take to evaluate; 10,000 unless said. */
  readonly timeout?: number;
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
  /** Warnings and information. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The definitions are wrong; there is no output. */
export interface RefusedFleet {
  readonly kind: "refused";
  readonly diagnostics: readonly Diagnostic[];
}

const DEFAULT_TIMEOUT = 10_000;

const NOTHING_COMMITTED: Readonly<
  Record<Exclude<NothingCommitted["reason"], "unknown-ref" | "git-refuses">, string>
> = {
  "no-git": "git is not installed",
  "no-repository": "the fleet is not in a Git repository",
  "no-commit": "the Git repository has no commit yet",
};

function isSelected({ environment, cluster }: ResolvedOverlay, selection: Selection): boolean {
  return (
    (selection.environment === undefined || selection.environment === environment.name) &&
    (selection.cluster === undefined || selection.cluster === cluster.name)
  );
}

/** Findings as they are told: at their places, by the names that definitions have for fields. */
async function told(root: string, findings: readonly Finding[]): Promise<readonly Diagnostic[]> {
  const located = await locatedDiagnostics(root, findings);
  return sortDiagnostics(located.map(withDefinitionName));
}

function resolvedFindings(resolved: ResolvedFleet): readonly Finding[] {
  const bases = [...resolved.bases.values()].flatMap(({ stated, layers }) =>
    resourceFindings(stated, layers),
  );
  const overlays = resolved.overlays.flatMap((overlay) => {
    const findings = resourceFindings(overlay.stated, overlay.layers);
    return findings.length > 0 ? findings : policyFindings(overlay);
  });
  return [...bases, ...overlays];
}

async function changeFindings(
  { root, against = "HEAD" }: CompileRequest,
  tree: FileTree,
  overlays: readonly ResolvedOverlay[],
): Promise<readonly Finding[]> {
  const committed = await committedFiles(root, against);
  if (committed.kind === "committed") return historyFindings(committed, tree, overlays);
  if (committed.reason === "unknown-ref") {
    return [{ diagnostic: fleetCodes.create("unknown-reference", { ref: against }) }];
  }
  if (committed.reason === "git-refuses") {
    const [message = ""] = committed.message.split("\n");
    return [{ diagnostic: fleetCodes.create("git-refuses", { message }) }];
  }
  const reason = NOTHING_COMMITTED[committed.reason];
  return [{ diagnostic: fleetCodes.create("no-committed-state", { reason }) }];
}

/** The self-check, for the time in which git is asked. */
async function selfChecked(
  tree: FileTree,
  overlays: readonly ResolvedOverlay[],
  fleet: Fleet,
): Promise<void> {
  checkBuilds(tree, overlays, [...fleet.environments.keys()]);
}

/**
 * Compiles a fleet in memory: loads, checks, resolves, validates and renders it. Writes nothing.
 *
 * @throws CompilerFault when files cannot be read, git fails, or the output does not build to what was resolved
 */
export async function compiledFleet(request: CompileRequest): Promise<CompiledFleet | RefusedFleet> {
  const { root, selection, timeout = DEFAULT_TIMEOUT } = request;
  const sources = fleetSources(root);
  if (sources.clusters.length + sources.environments.length === 0) {
    return { kind: "refused", diagnostics: [fleetCodes.create("empty", {})] };
  }
  const loaded = await loadedFleet(sources, { resolvePackage: packageResolver(root), timeout });
  const { fleet, findings } = checkedFleet(loaded);
  const resolved = resolvedFleet(fleet);
  const wrong = [...findings, ...resolvedFindings(resolved)];
  if (wrong.length > 0) return { kind: "refused", diagnostics: await told(root, wrong) };
  const unknown = selectionDiagnostics(fleet, selection);
  if (unknown.length > 0) return { kind: "refused", diagnostics: unknown };
  const scope = selectionScope(fleet, selection);
  const affected = resolved.overlays.filter(({ environment, cluster }) =>
    isOverlayInScope(environment.name, cluster.name, scope),
  );
  const wholeTree = renderedTree(fleet, resolved);
  const [changes] = await Promise.all([
    changeFindings(request, wholeTree, affected),
    selfChecked(wholeTree, affected, fleet),
  ]);
  const diagnostics = await told(root, changes);
  if (hasErrors(diagnostics)) return { kind: "refused", diagnostics };
  const overlays = resolved.overlays.filter((overlay) => isSelected(overlay, selection));
  const tree = scopedTree(wholeTree, scope);
  return { kind: "compiled", fleet, resolved, overlays, tree, wholeTree, scope, diagnostics };
}
