import { baseDirectory } from "../layout.ts";
import type { ResolvedBase } from "../resolve/resolve.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";

/** The files of a cluster's base: the Cluster with every default, and its Kustomization. */
export function baseFiles({
  cluster,
  manifest,
}: ResolvedBase): readonly (readonly [file: string, text: string])[] {
  const directory = baseDirectory(cluster.name);
  return [
    [`${directory}/cluster.yaml`, yamlFile(cluster.file, manifest)],
    [`${directory}/kustomization.yaml`, kustomizationFile(cluster.file, { resources: ["cluster.yaml"] })],
  ];
}
