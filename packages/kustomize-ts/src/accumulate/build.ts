import type { Diagnostic } from "@grampus/diagnostics";
import type { YamlValue } from "go-yaml-ts";
import { sortResources } from "../filters/sort.ts";
import { addNameHashes } from "../generate/hash.ts";
import { type BuildCache, cacheOf } from "../load/cache.ts";
import { type ReadOnlyFileSystem, resolvePath } from "../load/file-system.ts";
import type { Loader, LoadRestrictor } from "../load/loader.ts";
import { positionOf } from "../position.ts";
import { fixNameReferences } from "../references/name-reference.ts";
import { resolveVariables } from "../references/variables.ts";
import { codes, placed, Refusal, refuse } from "../refusal.ts";
import type { BuildResource } from "../resources/resource.ts";
import { NativeSchemas } from "../schema/native.ts";
import type { BuildContext } from "../step.ts";
import { accumulateTarget, loadTarget } from "./accumulate.ts";
import { dropLocalResources, finishResources } from "./finish.ts";
import { isResourceEqual, outputResource, type Resource } from "./output-resource.ts";
import { recordTouches } from "./provenance.ts";
import { emptyAccumulation } from "./target.ts";

/** What a build reads from, and how far it may look around. */
export interface BuildOptions {
  readonly fs: ReadOnlyFileSystem;
  /** Read by these builds together; without it, builds over the same file system object share what they read. */
  readonly cache?: BuildCache;
  /** `rootOnly` (default): files have to lie in the directory of the kustomization that names them. */
  readonly loadRestrictor?: LoadRestrictor;
  /** The order of resources where the root kustomization has no `sortOptions`: `legacy` (default), or `none`. */
  readonly reorder?: "legacy" | "none";
  /** Labels every resource as `managedByLabel` under `buildMetadata` does. */
  readonly managedByLabel?: boolean;
  /** Notes on every resource what changed it ({@link Resource.touches}); costs about as much as the build again. */
  readonly provenance?: boolean;
}

/** A build that failed; its diagnostics hold an error. */
export interface RefusedBuild {
  readonly kind: "refused";
  readonly diagnostics: readonly Diagnostic[];
}

/** The outcome of a build. Diagnostics of a built one are warnings; those of a refused one hold an error. */
export type BuildResult =
  | {
      readonly kind: "built";
      readonly resources: readonly Resource[];
      /** The bytes `kustomize build` prints. */
      yaml(): string;
      readonly diagnostics: readonly Diagnostic[];
    }
  | RefusedBuild;

function rootLoader(
  path: string,
  { fs, cache = cacheOf(fs), loadRestrictor = "rootOnly" }: BuildOptions,
): Loader {
  const resolved = resolvePath("", path);
  if (resolved === undefined || !fs.isDirectory(resolved)) {
    const source = { file: path || ".", line: 1, column: 1 };
    refuse("missing-file", { subject: path || "." }, { source, allowed: "a directory with a kustomization" });
  }
  const root = fs.realPath?.(resolved) ?? resolved;
  return { fs, cache, restrictor: loadRestrictor, root, ancestors: [] };
}

/** The kustomization's resources in their final state, and what makes the result of them, told the place of complaints. */
function finished<Result>(
  path: string,
  options: BuildOptions,
  context: BuildContext,
  result: (resources: readonly BuildResource[]) => Result,
): Result {
  const target = loadTarget(rootLoader(path, options), "", {}, context);
  const { reorder = "legacy", managedByLabel = false } = options;
  const { sortOptions = { order: reorder === "none" ? "fifo" : "legacy" }, buildMetadata = [] } =
    target.file.kustomization;
  context.tracksOrigin = buildMetadata.length > 0;
  const accumulation = emptyAccumulation(context);
  accumulateTarget(accumulation, target, context);
  const { list, config, variables } = accumulation;
  const place = (field: string) => () => positionOf(target.file, field);
  return placed(place("resources"), () => {
    const step = (by: string, run: () => void): void =>
      recordTouches(list, () => ({ file: target.file.path, by, entry: by }), context, run);
    step("nameSuffixHash", () => addNameHashes(list, context));
    step("nameReference", () => fixNameReferences(list, config.nameReference, context));
    step("vars", () => resolveVariables(list, variables, config.varReference, context));
    dropLocalResources(list);
    placed(place("sortOptions"), () => sortResources(list, sortOptions, context));
    finishResources(list, managedByLabel ? [...buildMetadata, "managedByLabel"] : buildMetadata);
    return result(list.resources);
  });
}

function contextOf({ provenance = false }: BuildOptions): BuildContext {
  const native = new NativeSchemas();
  return {
    schemas: native,
    native,
    schemasChosen: false,
    tracksOrigin: false,
    tracksChanges: provenance,
    diagnostics: [],
  };
}

/** What a step gives, or the refusal it ends with. */
function attempted<Result>(
  path: string,
  { diagnostics }: BuildContext,
  step: () => Result,
): Result | RefusedBuild {
  try {
    return step();
  } catch (error) {
    if (error instanceof Refusal) return { kind: "refused", diagnostics: [...diagnostics, error.diagnostic] };
    if (!(error instanceof RangeError)) throw error;
    const reason = "the resources are nested too deeply";
    const source = { file: path || ".", line: 1, column: 1 };
    const diagnostic = codes.create("invalid-resource", { reason }, { source });
    return { kind: "refused", diagnostics: [...diagnostics, diagnostic] };
  }
}

/**
 * Builds the kustomization in a directory, as `kustomize build` v5.8.1 does, without a process, a disk or the network.
 * Reading is shared between builds over the same file system object, so a base is read once for all its overlays.
 *
 * @param path directory, relative to the file system's root
 * @returns never throws for what a user wrote: a refused build says what is wrong and where.
 */
export function build(path: string, options: BuildOptions): BuildResult {
  const context = contextOf(options);
  return attempted(path, context, () => {
    const resources = finished(path, options, context, (all) =>
      all.map((resource) => outputResource(resource, context)),
    );
    const text = () => resources.map(({ yaml }) => yaml).join("---\n");
    return { kind: "built", resources, yaml: text, diagnostics: context.diagnostics };
  });
}

/** The outcome of a comparison: of a refused build there is nothing to compare. */
export type ComparisonResult =
  | { readonly kind: "compared"; readonly isEqual: boolean; readonly diagnostics: readonly Diagnostic[] }
  | RefusedBuild;

/**
 * Builds the kustomization in a directory and says whether that gives these objects, in this order; the order of their
 * keys does not count. Tells the same as `build` and `equals` for each resource, in less time.
 *
 * @param path directory, relative to the file system's root
 * @param objects plain data
 */
export function compareBuild(
  path: string,
  objects: readonly YamlValue[],
  options: BuildOptions,
): ComparisonResult {
  const context = contextOf(options);
  return attempted(path, context, () => {
    const isEqual = finished(path, options, context, (all) => {
      const equal = all.filter((resource, index) =>
        isResourceEqual(resource, objects[index] ?? null, context),
      );
      return equal.length === objects.length && all.length === objects.length;
    });
    return { kind: "compared", isEqual, diagnostics: context.diagnostics };
  });
}
