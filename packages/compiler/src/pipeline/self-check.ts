import { build, memoryFileSystem } from "kustomize-ts";
import { CompilerFault } from "../fault.ts";
import type { FileTree } from "../output/tree.ts";
import { operatorDirectory } from "../render/operator.ts";
import { overlayDirectory } from "../render/overlay.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";

function selfCheckFault(directory: string, reason: string): CompilerFault {
  return new CompilerFault("self-check-failed", `the output ${directory} is wrong: ${reason}`, {
    hint: "this is a bug of Grampus; nothing was written; please report it with the definitions",
  });
}

/**
 * Builds overlays and the operator folders of environments the way kustomize does, and compares the overlays with what
 * was resolved.
 *
 * @throws CompilerFault `self-check-failed`: the output would not say what the definitions say, which is our bug
 */
export function checkBuilds(
  tree: FileTree,
  overlays: readonly ResolvedOverlay[],
  environments: readonly string[] = [],
): void {
  const fs = memoryFileSystem(tree);
  const resources = (directory: string) => {
    const built = build(directory, { fs });
    if (built.kind === "built") return built.resources;
    throw selfCheckFault(directory, built.diagnostics.map(({ message }) => message).join("; "));
  };
  for (const overlay of overlays) {
    const directory = overlayDirectory(overlay.environment.name, overlay.cluster.name);
    const [resource, ...more] = resources(directory);
    if (more.length > 0 || resource?.equals(overlay.manifest) !== true) {
      throw selfCheckFault(directory, "the build gives another resource than the definitions");
    }
  }
  for (const environment of environments) resources(operatorDirectory(environment));
}
