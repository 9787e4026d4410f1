import path from "node:path";
import { API_VERSION, CLUSTER_KIND, type Cluster } from "@grampus/api";
import { build, memoryFileSystem, type ReadOnlyFileSystem } from "kustomize-ts";
import type { OverlayKey } from "../committed/committed-clusters.ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { yamlObjects } from "../data/yaml-objects.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { overlayDirectory } from "../layout.ts";
import type { ClusterState } from "./played.ts";

const KUSTOMIZATION = "kustomization.yaml";

/** A line of a generated Kustomization that names a folder outside of it. */
const OUTER_FOLDER = /^- (\.\.\/[^\s]+)$/gm;

function isBelow(file: string, folders: ReadonlySet<string>): boolean {
  for (let folder = path.posix.dirname(file); folder !== "."; folder = path.posix.dirname(folder))
    if (folders.has(folder)) return true;
  return false;
}

/** The folders outside of an overlay that its generated Kustomization takes resources from. */
export function outerFolders(directory: string, kustomization: string): readonly string[] {
  return [...kustomization.matchAll(OUTER_FOLDER)].map(([, folder = ""]) =>
    path.posix.join(directory, folder),
  );
}

/** The same of a Kustomization that anybody may have written. */
function namedFolders(directory: string, kustomization: string): readonly string[] {
  const resources = yamlObjects(kustomization).flatMap((object) => object.resources ?? []);
  return resources.flatMap((resource) =>
    typeof resource === "string" && resource.startsWith("../") ? [path.posix.join(directory, resource)] : [],
  );
}

/** Whether an object is this Cluster. The types of its fields are those of the API: compile and a server took it. */
export function isCluster(object: PlainObject, name: string): object is PlainObject & Cluster {
  const { apiVersion, kind, metadata } = object;
  return apiVersion === API_VERSION && kind === CLUSTER_KIND && isMap(metadata) && metadata.name === name;
}

/** What an overlay builds to; undefined when it does not build, or not to its Cluster. */
export function builtState(fs: ReadOnlyFileSystem, overlay: OverlayKey): ClusterState | undefined {
  const result = build(overlayDirectory(overlay.environment, overlay.cluster), { fs });
  if (result.kind === "refused") return undefined;
  const objects = result.resources
    .map((resource) => toPlainData(resource.value()).data)
    .filter((object) => isMap(object));
  const cluster = objects.find((object) => isCluster(object, overlay.cluster));
  if (cluster === undefined) return undefined;
  return { cluster, objects: objects.filter((object) => object !== cluster) };
}

/** What overlays of a commit build to, by their directory; with whatever folders their Kustomizations name. */
export async function committedStates(
  committed: CommittedFiles,
  overlays: readonly OverlayKey[],
): Promise<ReadonlyMap<string, ClusterState>> {
  const directories = overlays.map(({ environment, cluster }) => overlayDirectory(environment, cluster));
  const kustomizations = await committed.texts(
    directories.map((directory) => `${directory}/${KUSTOMIZATION}`),
  );
  const folders = new Set(
    directories.flatMap((directory) => [
      directory,
      ...namedFolders(directory, kustomizations.get(`${directory}/${KUSTOMIZATION}`) ?? ""),
    ]),
  );
  const files = [...committed.ids.keys()].filter((file) => isBelow(file, folders));
  const fs = memoryFileSystem(await committed.texts(files));
  const states = new Map<string, ClusterState>();
  for (const [index, overlay] of overlays.entries()) {
    const state = builtState(fs, overlay);
    if (state !== undefined) states.set(directories[index] ?? "", state);
  }
  return states;
}
