import type { Diagnostic } from "@grampus/diagnostics";
import { build, memoryFileSystem } from "kustomize-ts";
import { CompilerFault } from "../fault.ts";
import { overlayDirectory } from "../layout.ts";
import { type CompileRequest, compiledFleet, type RefusedFleet } from "./compiled-fleet.ts";

/** One overlay, built. */
export interface RenderedOverlay {
  readonly environment: string;
  readonly cluster: string;
  /** Exactly what `kustomize build` of the overlay prints. */
  readonly yaml: string;
  /** The objects of the build, in its order. */
  readonly objects: readonly unknown[];
}

/** The overlays of a selection, in name order. */
export interface RenderedFleet {
  readonly kind: "rendered";
  readonly overlays: readonly RenderedOverlay[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Builds the selected overlays in memory, as the definitions stand. A cluster that waits for its first promotion has none.
 *
 * @throws CompilerFault as `compiledFleet`, and `self-check-failed` when an overlay does not build
 */
export async function render(request: CompileRequest): Promise<RenderedFleet | RefusedFleet> {
  const compiled = await compiledFleet(request);
  if (compiled.kind === "refused") return compiled;
  if (compiled.overlays.length === 0 && request.selection.cluster !== undefined) {
    return { kind: "refused", diagnostics: compiled.diagnostics };
  }
  const fs = memoryFileSystem(compiled.wholeTree);
  const overlays = compiled.overlays.map(({ environment, cluster }): RenderedOverlay => {
    const directory = overlayDirectory(environment.name, cluster.name);
    const built = build(directory, { fs });
    if (built.kind === "refused")
      throw new CompilerFault("self-check-failed", `the overlay ${directory} does not build`);
    const objects = built.resources.map((resource) => resource.value());
    return { environment: environment.name, cluster: cluster.name, yaml: built.yaml(), objects };
  });
  return { kind: "rendered", overlays, diagnostics: compiled.diagnostics };
}
