import { type Cluster, withDefaults } from "@grampus/api";
import { build, memoryFileSystem, type ReadOnlyFileSystem } from "kustomize-ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import type { FileTree } from "../output/tree.ts";
import { fleetCodes } from "../pipeline/diagnostics.ts";
import type { Finding } from "../position/locate.ts";
import { baseDirectory } from "../render/base.ts";
import { overlayDirectory } from "../render/overlay.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { isCluster } from "../resolve/resource.ts";
import { transitionFindings } from "./api.ts";

function overlayDirectories({ environment, cluster }: ResolvedOverlay): readonly string[] {
  return [overlayDirectory(environment.name, cluster.name), baseDirectory(cluster.name)];
}

function filesByDirectory(files: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const byDirectory = new Map<string, string[]>();
  for (const file of files) {
    const directory = file.slice(0, Math.max(file.lastIndexOf("/"), 0));
    const found = byDirectory.get(directory);
    if (found === undefined) byDirectory.set(directory, [file]);
    else found.push(file);
  }
  return byDirectory;
}

function committedCluster(fs: ReadOnlyFileSystem, directory: string): Cluster | undefined {
  const built = build(directory, { fs });
  if (built.kind === "refused") return undefined;
  const [resource] = built.resources;
  const object: unknown = resource?.value();
  return isCluster(object) ? object : undefined;
}

/**
 * Finds changes from the committed state that the API server would refuse: a shrunk volume, an older version. Only
 * overlays whose files differ from the commit are read and built. One that cannot be built is warned about.
 */
export async function historyFindings(
  committed: CommittedFiles,
  tree: FileTree,
  overlays: readonly ResolvedOverlay[],
): Promise<readonly Finding[]> {
  const old = filesByDirectory(committed.ids.keys());
  const current = filesByDirectory(tree.keys());
  const known = new Map<string, boolean>();
  const isSame = (directory: string) => {
    const isKnown = known.get(directory);
    if (isKnown !== undefined) return isKnown;
    const before = old.get(directory) ?? [];
    const after = current.get(directory) ?? [];
    const isEqual =
      before.length === after.length &&
      after.every((file) => committed.ids.get(file) === blobId(tree.get(file) ?? "", committed.hash));
    known.set(directory, isEqual);
    return isEqual;
  };
  const changed = overlays.filter((overlay) => {
    const [directory = ""] = overlayDirectories(overlay);
    return old.has(directory) && !overlayDirectories(overlay).every(isSame);
  });
  const files = new Set(changed.flatMap(overlayDirectories).flatMap((directory) => old.get(directory) ?? []));
  const fs = memoryFileSystem(await committed.texts([...files]));
  return changed.flatMap((overlay) => {
    const [directory = ""] = overlayDirectories(overlay);
    const before = committedCluster(fs, directory);
    const place = `${overlay.environment.name}/${overlay.cluster.name}`;
    return before === undefined
      ? [{ diagnostic: fleetCodes.create("committed-state-unreadable", { place, ref: committed.ref }) }]
      : transitionFindings(withDefaults(before), overlay.resource, overlay.layers, place);
  });
}
