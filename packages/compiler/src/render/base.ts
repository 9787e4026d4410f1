import type { ResolvedBase } from "../resolve/resolve.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";

/** Path of a cluster's base, relative to the fleet's root. */
export function baseDirectory(cluster: string): string {
  return `clusters/${cluster}/base`;
}

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
