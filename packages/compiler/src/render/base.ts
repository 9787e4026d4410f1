import { baseDirectory } from "../layout.ts";
import type { ResolvedBase } from "../resolve/resolve.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";
import { manifestFiles } from "./manifests.ts";

/** The files of a cluster's base: the Cluster with every default, and its Kustomization. */
export function baseFiles({
  cluster,
  manifest,
  manifests,
}: ResolvedBase): readonly (readonly [file: string, text: string])[] {
  const directory = baseDirectory(cluster.name);
  const travelling = manifestFiles(cluster.file, manifests);
  const resources = [...travelling.map(([file]) => file), "cluster.yaml"];
  return [
    ...travelling.map(([file, text]) => [`${directory}/${file}`, text] as const),
    [`${directory}/cluster.yaml`, yamlFile(cluster.file, manifest)],
    [`${directory}/kustomization.yaml`, kustomizationFile(cluster.file, { resources })],
  ];
}
