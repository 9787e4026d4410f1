import path from "node:path";
import { CLUSTER_KIND, GROUP } from "@grampus/api";
import { build, memoryFileSystem } from "kustomize-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { yamlObjects } from "../data/yaml-objects.ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { baseDirectory, generatedFolder, overlayDirectory, releasesDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { groupOf, manifestIdentity } from "../resolve/manifests.ts";

/** An overlay by what its path says. */
export interface OverlayKey {
  readonly environment: string;
  readonly cluster: string;
}

/** The overlays of a commit, beside a compiled tree. */
export interface CommittedClusters {
  /** Whether the commit has an overlay. */
  readonly has: (overlay: OverlayKey) => boolean;
  /** Whether the files of an overlay and of the base or release that it lies on in the tree are the same there. */
  readonly isSame: (overlay: OverlayKey, base: string) => boolean;
  /** The Clusters that overlays build to, by path of the overlay; one that does not build is left out. */
  readonly built: (overlays: readonly OverlayKey[]) => Promise<ReadonlyMap<string, PlainObject>>;
}

/** The base, release or overlay that a file is of, however deep it lies there. */
function directoryOf(file: string): string {
  const folder = generatedFolder(file);
  switch (folder?.kind) {
    case "overlay":
      return overlayDirectory(folder.environment, folder.cluster);
    case "base":
      return baseDirectory(folder.cluster);
    case "releases":
      return file
        .split("/")
        .slice(0, releasesDirectory(folder.cluster).split("/").length + 1)
        .join("/");
    default:
      return "";
  }
}

/** The folders of clusters that a Kustomization names: what its overlay lies on. */
function namedBases(overlay: string, kustomization: string): readonly string[] {
  const [content] = yamlObjects(kustomization);
  const resources = Array.isArray(content?.resources) ? content.resources : [];
  return resources.map((resource: PlainValue) => path.posix.join(overlay, String(resource)));
}

/** Files by the base or overlay they are of. */
export function filesByDirectory(files: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const byDirectory = new Map<string, string[]>();
  for (const file of files) {
    const directory = directoryOf(file);
    const found = byDirectory.get(directory);
    if (found === undefined) byDirectory.set(directory, [file]);
    else found.push(file);
  }
  return byDirectory;
}

/** Comparisons of the directories of a tree with those of a commit; each directory is compared once. */
export function directoryComparison(
  { ids, hash }: CommittedFiles,
  old: ReadonlyMap<string, readonly string[]>,
  tree: FileTree,
): (directory: string) => boolean {
  const current = filesByDirectory(tree.keys());
  const known = new Map<string, boolean>();
  return (directory) => {
    const isKnown = known.get(directory);
    if (isKnown !== undefined) return isKnown;
    const after = current.get(directory) ?? [];
    const isSame =
      old.get(directory)?.length === after.length &&
      after.every((file) => ids.get(file) === blobId(tree.get(file) ?? "", hash));
    known.set(directory, isSame);
    return isSame;
  };
}

/** Whether an object is this Cluster: another may be built with it, in the same namespace as all. */
function isClusterNamed(object: PlainValue | undefined, name: string): boolean {
  const identity = manifestIdentity(object ?? null);
  return (
    identity !== undefined &&
    groupOf(identity.apiVersion) === GROUP &&
    identity.kind === CLUSTER_KIND &&
    identity.name === name
  );
}

/** Compares the overlays of a commit with a compiled tree. Only those that are asked for are read, and built. */
export function committedClusters(committed: CommittedFiles, tree: FileTree): CommittedClusters {
  const old = filesByDirectory(committed.ids.keys());
  const isSameDirectory = directoryComparison(committed, old, tree);
  return {
    has: ({ environment, cluster }) => old.has(overlayDirectory(environment, cluster)),
    isSame: ({ environment, cluster }, base) =>
      [overlayDirectory(environment, cluster), base].every(isSameDirectory),
    built: async (overlays) => {
      const filesOf = (directories: readonly string[]) => [
        ...new Set(directories.flatMap((directory) => old.get(directory) ?? [])),
      ];
      const directories = overlays.map(({ environment, cluster }) => overlayDirectory(environment, cluster));
      const texts = await committed.texts(filesOf(directories));
      const bases = directories.flatMap((directory) =>
        namedBases(directory, texts.get(`${directory}/kustomization.yaml`) ?? ""),
      );
      const fs = memoryFileSystem(new Map([...texts, ...(await committed.texts(filesOf(bases)))]));
      const clusters = new Map<string, PlainObject>();
      for (const overlay of overlays) {
        const directory = overlayDirectory(overlay.environment, overlay.cluster);
        const result = build(directory, { fs });
        if (result.kind === "refused") continue;
        const objects = result.resources.map((resource) => toPlainData(resource.value()).data);
        const cluster = objects.find((object) => isClusterNamed(object, overlay.cluster));
        if (isMap(cluster)) clusters.set(directory, cluster);
      }
      return clusters;
    },
  };
}
