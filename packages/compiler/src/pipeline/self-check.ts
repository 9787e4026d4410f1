import { build, memoryFileSystem } from "kustomize-ts";
import { CompilerFault } from "../fault.ts";
import type { FileTree } from "../output/tree.ts";
import { overlayDirectory } from "../render/overlay.ts";
import { isEqual } from "../resolve/merge-patch.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";

/**
 * Builds every overlay the way kustomize does and compares it with what was resolved.
 *
 * @throws CompilerFault `self-check-failed`: the output would not say what the definitions say, which is our bug
 */
export function checkBuilds(tree: FileTree, overlays: readonly ResolvedOverlay[]): void {
  const fs = memoryFileSystem(tree);
  for (const overlay of overlays) {
    const directory = overlayDirectory(overlay.environment.name, overlay.cluster.name);
    const built = build(directory, { fs });
    const reason =
      built.kind === "refused"
        ? built.diagnostics.map(({ message }) => message).join("; ")
        : built.resources.length === 1 && isEqual(built.resources[0]?.value(), overlay.manifest)
          ? undefined
          : "the build gives another resource than the definitions";
    if (reason !== undefined) {
      throw new CompilerFault("self-check-failed", `the overlay ${directory} is wrong: ${reason}`, {
        hint: "this is a bug of Grampus; nothing was written; please report it with the definitions of this cluster",
      });
    }
  }
}
