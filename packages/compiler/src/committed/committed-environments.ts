import { TARGET_ANNOTATION } from "@grampus/dsl/field-map";
import { valueAt } from "../data/data-path.ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import { generatedFolder, overlayDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { yamlObjects } from "./yaml-objects.ts";

/** An environment of a commit that runs clusters. */
export interface CommittedEnvironment {
  readonly name: string;
  /** The Kubernetes cluster it lives on. */
  readonly target: string;
  readonly namespace: string;
  /** Names of its clusters, in order. */
  readonly clusters: readonly string[];
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

/**
 * The environments of a commit that run clusters, by the Kustomization of their first cluster: all have the same
 * namespace and target. One whose Kustomization says no namespace is left out. Files that a compiled tree has just so
 * are read from there.
 */
export async function committedEnvironments(
  committed: CommittedFiles,
  tree: FileTree,
): Promise<readonly CommittedEnvironment[]> {
  const listed = clustersByEnvironment(committed.ids.keys());
  const kustomizations = new Map(
    [...listed].map(([name, [first = ""]]) => [name, `${overlayDirectory(name, first)}/${KUSTOMIZATION}`]),
  );
  const isSame = (file: string) => committed.ids.get(file) === blobId(tree.get(file) ?? "", committed.hash);
  const texts = await committed.texts([...kustomizations.values()].filter((file) => !isSame(file)));
  return [...kustomizations].flatMap(([name, file]): readonly CommittedEnvironment[] => {
    const [kustomization] = yamlObjects(texts.get(file) ?? tree.get(file) ?? "");
    const namespace = kustomization?.namespace;
    if (typeof namespace !== "string") return [];
    const target = valueAt(kustomization, ["metadata", "annotations", TARGET_ANNOTATION]);
    return [
      {
        name,
        target: typeof target === "string" ? target : name,
        namespace,
        clusters: listed.get(name) ?? [],
      },
    ];
  });
}
