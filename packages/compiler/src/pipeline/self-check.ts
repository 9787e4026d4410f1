import {
  BuildCache,
  type BuildOptions,
  build,
  compareBuild,
  memoryFileSystem,
  type RefusedBuild,
} from "kustomize-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { CompilerFault } from "../fault.ts";
import { operatorDirectory, overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { builtManifests } from "../render/built-manifests.ts";
import { identityKey, manifestIdentity } from "../resolve/manifests.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";

/** So many clusters share what is read of their files (docs/performance.md). */
const CLUSTERS_TOGETHER = 16;

function selfCheckFault(directory: string, reason: string): CompilerFault {
  return new CompilerFault("self-check-failed", `the output ${directory} is wrong: ${reason}`, {
    hint: "this is a bug of Grampus; nothing was written; please report it with the definitions",
  });
}

function refusedFault(directory: string, { diagnostics }: RefusedBuild): CompilerFault {
  return selfCheckFault(directory, diagnostics.map(({ message }) => message).join("; "));
}

/** The overlays of each cluster, many of which lie on the same base or release. */
function byCluster(overlays: readonly ResolvedOverlay[]): readonly (readonly ResolvedOverlay[])[] {
  const clusters = new Map<string, ResolvedOverlay[]>();
  for (const overlay of overlays) {
    const known = clusters.get(overlay.cluster.name);
    if (known === undefined) clusters.set(overlay.cluster.name, [overlay]);
    else known.push(overlay);
  }
  return [...clusters.values()];
}

/**
 * What an overlay with manifests has to build to, in the order it does: the Cluster, and what the manifests are when
 * they are built without the way by base and patches.
 */
function wantedObjects(
  directory: string,
  { environment, manifest, manifests }: ResolvedOverlay,
  options: BuildOptions,
): readonly PlainObject[] {
  const built = build(directory, options);
  if (built.kind === "refused") throw refusedFault(directory, built);
  const alone = builtManifests(environment, manifests);
  if (alone.kind === "refused") throw selfCheckFault(directory, alone.reason);
  const keyOf = (object: PlainObject) => {
    const identity = manifestIdentity(object);
    return identity === undefined ? "" : identityKey(identity);
  };
  const wanted = new Map([...alone.objects, manifest].map((object) => [keyOf(object), object]));
  const objects = built.resources.map((resource) => {
    const { data } = toPlainData(resource.value());
    return (isMap(data) ? wanted.get(keyOf(data)) : undefined) ?? {};
  });
  return new Set(objects).size === wanted.size ? objects : [...wanted.values()];
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
  let cache = new BuildCache();
  for (const [index, cluster] of byCluster(overlays).entries()) {
    if (index % CLUSTERS_TOGETHER === 0) cache = new BuildCache();
    for (const overlay of cluster) {
      const { environment, manifest, manifests } = overlay;
      const { name } = overlay.cluster;
      const directory = overlayDirectory(environment.name, name);
      const objects = manifests.length === 0 ? [manifest] : wantedObjects(directory, overlay, { fs, cache });
      const compared = compareBuild(directory, objects, { fs, cache });
      if (compared.kind === "refused") throw refusedFault(directory, compared);
      if (!compared.isEqual) {
        throw selfCheckFault(directory, "the build gives another resource than the definitions");
      }
    }
  }
  for (const environment of environments) {
    const directory = operatorDirectory(environment);
    if (!tree.has(`${directory}/kustomization.yaml`)) continue;
    const built = build(directory, { fs });
    if (built.kind === "refused") throw refusedFault(directory, built);
  }
}
