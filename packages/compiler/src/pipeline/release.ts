import { type Diagnostic, didYouMean, hasErrors, sortDiagnostics } from "@grampus/diagnostics";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { releaseDirectory } from "../layout.ts";
import { directoryChanges } from "../output/changes.ts";
import { writtenChanges } from "../output/write.ts";
import { newestRelease } from "../releases/newest.ts";
import { DEFINITION_DATA } from "../releases/release.ts";
import { definitionData, releaseFiles } from "../render/release.ts";
import type { ResolvedBase, ResolvedFleet } from "../resolve/resolve.ts";
import { type CompileRequest, type RefusedFleet, resolvedDefinitions, told } from "./compiled-fleet.ts";

/** What became of the wish to release a cluster. */
export interface ReleasedCluster {
  readonly cluster: string;
  /** The number of its newest release. */
  readonly release: number;
  /** Whether it was cut now; else it is what the definition says already. */
  readonly isNew: boolean;
}

/** The releases of some clusters, in name order. */
export interface ReleasedFleet {
  readonly kind: "released";
  readonly clusters: readonly ReleasedCluster[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is released: clusters by name, or all but drafts. */
export interface ReleaseRequest extends CompileRequest {
  readonly clusters: readonly string[] | "all";
}

/** A release that has to be written, or one that says what the definition says. */
interface Cut extends ReleasedCluster {
  readonly base: ResolvedBase;
}

function unknownClusters({ bases }: ResolvedFleet, names: readonly string[]): readonly Diagnostic[] {
  const known = [...bases.keys()];
  return names
    .filter((name) => !bases.has(name))
    .map((name) => {
      const occurrence = { found: name, allowed: known.join(", "), ...didYouMean(name, known) };
      return fleetCodes.create("unknown-cluster", { name, place: "the fleet" }, occurrence);
    });
}

/**
 * What to cut of a cluster. A release whose writing was stopped is written again under its number: nobody can have
 * pinned it.
 */
function cut(root: string, base: ResolvedBase): Cut | Diagnostic {
  const cluster = base.cluster.name;
  const newest = newestRelease(root, cluster);
  if (newest === undefined) return { cluster, release: 1, isNew: true, base };
  const { number, read } = newest;
  if (read.kind === "release") {
    const held = read.release.files.get(`${read.release.directory}/${DEFINITION_DATA}`);
    return held === definitionData(base)
      ? { cluster, release: number, isNew: false, base }
      : { cluster, release: number + 1, isNew: true, base };
  }
  const isUnfinished = read.kind === "missing" || read.finding.diagnostic.code === "release/unfinished";
  return isUnfinished ? { cluster, release: number, isNew: true, base } : read.finding.diagnostic;
}

/**
 * Cuts releases of clusters as their definitions stand, and writes them. Where the newest release says the same already,
 * nothing is cut. What is wrong with other releases or with locks keeps nobody from it.
 *
 * @throws CompilerFault as `resolvedDefinitions`, and `cannot-write`
 */
export async function release(request: ReleaseRequest): Promise<ReleasedFleet | RefusedFleet> {
  const { root, clusters } = request;
  const definitions = await resolvedDefinitions({
    ...request,
    isTolerated: ({ code }) => /^release\//.test(code),
  });
  if (definitions.kind === "refused") return definitions;
  const { resolved, findings } = definitions;
  const names = clusters === "all" ? [...resolved.bases.keys()] : [...new Set(clusters)].sort();
  const unknown = unknownClusters(resolved, names);
  if (unknown.length > 0) return { kind: "refused", diagnostics: unknown };
  const bases = names.flatMap((name) => resolved.bases.get(name) ?? []);
  const wanted = clusters === "all" ? bases.filter(({ cluster }) => !cluster.isDraft) : bases;
  const cuts: Cut[] = [];
  const wrong: Diagnostic[] = [];
  for (const base of wanted) {
    const outcome = cut(root, base);
    if ("code" in outcome) wrong.push(outcome);
    else cuts.push(outcome);
  }
  if (hasErrors(wrong)) return { kind: "refused", diagnostics: sortDiagnostics(wrong) };
  const changes = cuts
    .filter(({ isNew }) => isNew)
    .flatMap(({ base, cluster, release: number }) =>
      directoryChanges(root, releaseDirectory(cluster, number), releaseFiles(base, number)),
    );
  await writtenChanges(root, changes, () => false);
  const released = cuts.map(({ cluster, release: number, isNew }) => ({ cluster, release: number, isNew }));
  return {
    kind: "released",
    clusters: released,
    diagnostics: await told(
      root,
      findings.filter(({ diagnostic }) => diagnostic.severity !== "error"),
    ),
  };
}
