import type { Diagnostic } from "@grampus/diagnostics";
import { addNameHashes } from "../generate/hash.ts";
import { readCacheOf } from "../load/cache.ts";
import { type ReadOnlyFileSystem, resolvePath } from "../load/file-system.ts";
import type { Loader, LoadRestrictor } from "../load/loader.ts";
import { fixNameReferences } from "../refer/name-reference.ts";
import { resolveVariables } from "../refer/variables.ts";
import { codes, placed, Refusal, refuse } from "../refusal.ts";
import { NativeSchemas } from "../schema/native.ts";
import { sortResources } from "../transform/sort.ts";
import { accumulateTarget, loadTarget } from "./accumulate.ts";
import { noted } from "./changes.ts";
import type { BuildContext } from "./context.ts";
import { dropLocalResources, finishResources } from "./finish.ts";
import { placeOf } from "./place.ts";
import { emptyAccumulation } from "./target.ts";
import { type Resource, writtenResource } from "./written.ts";

/** What a build reads from, and how far it may look around. */
export interface BuildOptions {
  readonly fs: ReadOnlyFileSystem;
  /** `rootOnly` (default): files have to lie in the directory of the kustomization that names them. */
  readonly loadRestrictor?: LoadRestrictor;
  /** The order of resources where the root kustomization has no `sortOptions`: `legacy` (default), or `none`. */
  readonly reorder?: "legacy" | "none";
  /** Labels every resource as `managedByLabel` under `buildMetadata` does. */
  readonly managedByLabel?: boolean;
  /** Notes on every resource what changed it ({@link Resource.touches}); costs about as much as the build again. */
  readonly provenance?: boolean;
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
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

function rootLoader(path: string, { fs, loadRestrictor = "rootOnly" }: BuildOptions): Loader {
  const resolved = resolvePath("", path);
  if (resolved === undefined || !fs.isDirectory(resolved)) {
    const source = { file: path || ".", line: 1, column: 1 };
    refuse("missing-file", { subject: path || "." }, { source, allowed: "a directory with a kustomization" });
  }
  const root = fs.realPath?.(resolved) ?? resolved;
  return { fs, cache: readCacheOf(fs), restrictor: loadRestrictor, root, ancestors: [] };
}

function buildResources(path: string, options: BuildOptions, context: BuildContext): readonly Resource[] {
  const target = loadTarget(rootLoader(path, options), "", {}, context);
  const { reorder = "legacy", managedByLabel = false } = options;
  const { sortOptions = { order: reorder === "none" ? "fifo" : "legacy" }, buildMetadata = [] } =
    target.file.kustomization;
  context.tracksOrigin = buildMetadata.length > 0;
  const accumulation = emptyAccumulation(context);
  accumulateTarget(accumulation, target, context);
  const { list, config, variables } = accumulation;
  const place = (field: string) => () => placeOf(target.file, field);
  return placed(place("resources"), () => {
    const step = (by: string, run: () => void): void =>
      noted(list, () => ({ file: target.file.path, by, entry: by }), context, run);
    step("nameSuffixHash", () => addNameHashes(list, context));
    step("nameReference", () => fixNameReferences(list, config.nameReference, context));
    step("vars", () => resolveVariables(list, variables, config.varReference, context));
    dropLocalResources(list);
    placed(place("sortOptions"), () => sortResources(list, sortOptions, context));
    finishResources(list, managedByLabel ? [...buildMetadata, "managedByLabel"] : buildMetadata);
    return list.resources.map((resource) => writtenResource(resource, context));
  });
}

/**
 * Builds the kustomization in a directory, as `kustomize build` v5.8.1 does, without a process, a disk or the network.
 * Reading is shared between builds over the same file system object, so a base is read once for all its overlays.
 *
 * @param path directory, relative to the file system's root
 * @returns never throws for what a user wrote: a refused build says what is wrong and where.
 */
export function build(path: string, options: BuildOptions): BuildResult {
  const diagnostics: Diagnostic[] = [];
  const native = new NativeSchemas();
  const context: BuildContext = {
    schemas: native,
    native,
    schemasChosen: false,
    tracksOrigin: false,
    tracksChanges: options.provenance ?? false,
    diagnostics,
  };
  try {
    const resources = buildResources(path, options, context);
    const text = () => resources.map(({ yaml }) => yaml).join("---\n");
    return { kind: "built", resources, yaml: text, diagnostics };
  } catch (error) {
    if (error instanceof Refusal) return { kind: "refused", diagnostics: [...diagnostics, error.diagnostic] };
    if (!(error instanceof RangeError)) throw error;
    const reason = "the resources are nested too deeply";
    const source = { file: path || ".", line: 1, column: 1 };
    const diagnostic = codes.create("invalid-resource", { reason }, { source });
    return { kind: "refused", diagnostics: [...diagnostics, diagnostic] };
  }
}
