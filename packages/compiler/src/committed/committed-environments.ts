import { TARGET_ANNOTATION } from "@grampus/dsl/field-map";
import { valueAt } from "../data/data-path.ts";
import { yamlObjects } from "../data/yaml-objects.ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { generatedFolder, overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";

/** An environment of a commit that runs clusters. */
export interface CommittedEnvironment {
  readonly name: string;
  /** The Kubernetes cluster it lives on. */
  readonly target: string;
  readonly namespace: string;
  /** Names of its clusters, in order. */
  readonly clusters: readonly string[];
}

/** The environments of a commit that run clusters. */
export interface CommittedEnvironments {
  readonly environments: readonly CommittedEnvironment[];
  /** Those whose place no Kustomization says: all are broken. The clusters of each are in order. */
  readonly unreadable: readonly Pick<CommittedEnvironment, "name" | "clusters">[];
}

const KUSTOMIZATION = "kustomization.yaml";

function clustersByEnvironment(files: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const clusters = new Map<string, string[]>();
  for (const file of files) {
    const folder = file.endsWith(`/${KUSTOMIZATION}`) ? generatedFolder(file) : undefined;
    if (folder?.kind !== "overlay") continue;
    const listed = clusters.get(folder.environment);
    if (listed === undefined) clusters.set(folder.environment, [folder.cluster]);
    else listed.push(folder.cluster);
  }
  return clusters;
}

/** Where an environment is, by the Kustomization of one of its clusters; undefined when it does not say that. */
function kustomizedPlace(
  environment: string,
  text: string,
): Pick<CommittedEnvironment, "target" | "namespace"> | undefined {
  const [kustomization] = yamlObjects(text);
  const namespace = kustomization?.namespace;
  if (typeof namespace !== "string") return undefined;
  const target = valueAt(kustomization, ["metadata", "annotations", TARGET_ANNOTATION]);
  return { target: typeof target === "string" ? target : environment, namespace };
}

function firstPlace(environment: string, texts: readonly (string | undefined)[]) {
  for (const text of texts) {
    const place = kustomizedPlace(environment, text ?? "");
    if (place !== undefined) return place;
  }
  return undefined;
}

/**
 * The environments of a commit that run clusters, by the first Kustomization of their clusters that can be read: all
 * have the same namespace and target. Files that a compiled tree has just so are read from there.
 */
export async function committedEnvironments(
  committed: CommittedFiles,
  tree: FileTree,
): Promise<CommittedEnvironments> {
  const listed = clustersByEnvironment(committed.ids.keys());
  const kustomizations = (name: string) =>
    (listed.get(name) ?? []).map((cluster) => `${overlayDirectory(name, cluster)}/${KUSTOMIZATION}`);
  const isSame = (file: string) => committed.ids.get(file) === blobId(tree.get(file) ?? "", committed.hash);
  const other = [...listed.keys()].flatMap((name) => {
    const files = kustomizations(name);
    return files.some(isSame) ? [] : files;
  });
  const texts = await committed.texts(other);
  const environments: CommittedEnvironment[] = [];
  const unreadable: Pick<CommittedEnvironment, "name" | "clusters">[] = [];
  for (const [name, clusters] of listed) {
    const files = kustomizations(name);
    const same = files.find(isSame);
    const candidates = same === undefined ? files.map((file) => texts.get(file)) : [tree.get(same)];
    const place = firstPlace(name, candidates);
    if (place === undefined) unreadable.push({ name, clusters });
    else environments.push({ name, ...place, clusters });
  }
  return { environments, unreadable };
}
