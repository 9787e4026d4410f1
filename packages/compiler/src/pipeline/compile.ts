import type { Diagnostic } from "@grampus/diagnostics";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { type FileChange, treeDifference } from "../output/changes.ts";
import { writtenChanges } from "../output/write.ts";
import type { CompiledFleet, RefusedFleet } from "./compiled-fleet.ts";
import { type TypedCompileRequest, typedFleet } from "./typed-fleet.ts";

/** What was compiled of one environment. */
export interface CompiledEnvironment {
  readonly name: string;
  readonly clusters: readonly string[];
}

/** What a compile did to the files of a fleet. */
export interface CompileResult {
  readonly kind: "written" | "interrupted";
  /** The files that were written or removed, in path order. */
  readonly changes: readonly FileChange[];
  /** What was left when the user interrupted. */
  readonly left: readonly FileChange[];
  readonly unchanged: number;
  /** Number of clusters of which a base or an overlay was compiled. */
  readonly clusters: number;
  /** The environments that were compiled, with the clusters each runs; in name order. */
  readonly environments: readonly CompiledEnvironment[];
  readonly diagnostics: readonly Diagnostic[];
}

function compiledEnvironments({ fleet, overlays, scope }: CompiledFleet): readonly CompiledEnvironment[] {
  const chosen = scope.environment === undefined ? [...fleet.environments.keys()] : [scope.environment];
  return chosen.map((name) => ({
    name,
    clusters: overlays
      .filter(({ environment }) => environment.name === name)
      .map(({ cluster }) => cluster.name),
  }));
}

function compiledClusters({ fleet, overlays, scope }: CompiledFleet): number {
  if (scope.bases === undefined) return fleet.clusters.size;
  return new Set([...scope.bases, ...overlays.map(({ cluster }) => cluster.name)]).size;
}

/** Warnings about files that stand where only generated files belong. */
export function foreignFileDiagnostics(files: readonly string[]): readonly Diagnostic[] {
  return files.map((file) =>
    fleetCodes.create("foreign-file", { file }, { source: { file, line: 1, column: 1 } }),
  );
}

/**
 * Compiles a fleet and writes what changed. Wrong definitions, types included, change no file.
 *
 * @param isInterrupted asked between files; when it says yes, the rest is left for the next run
 * @throws CompilerFault as `typedFleet`, and `cannot-write`
 */
export async function compile(
  request: TypedCompileRequest,
  isInterrupted: () => boolean = () => false,
): Promise<CompileResult | RefusedFleet> {
  const compiled = await typedFleet(request);
  if (compiled.kind === "refused") return compiled;
  const { changes, unchanged, foreign } = treeDifference(request.root, compiled.tree, compiled.scope);
  const { done, left } = await writtenChanges(request.root, changes, isInterrupted);
  return {
    kind: left.length > 0 ? "interrupted" : "written",
    changes: done,
    left,
    unchanged,
    clusters: compiledClusters(compiled),
    environments: compiledEnvironments(compiled),
    diagnostics: [...compiled.diagnostics, ...foreignFileDiagnostics(foreign)],
  };
}
