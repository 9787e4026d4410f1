import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import { defaultConfig, mergeConfig, type TransformerConfig } from "../transform/config.ts";
import { loadConfigs } from "../transform/config-file.ts";
import { loadCrdConfigs } from "../transform/crd-config.ts";
import { placeOf } from "./place.ts";

/**
 * What one kustomization adds to the transformer configuration, in turn: the defaults with its own files, and what its
 * CRDs say.
 */
export function configsOf(file: KustomizationFile, loader: Loader): readonly TransformerConfig[] {
  const { configurations = [], crds = [] } = file.kustomization;
  const own = loadConfigs(configurations, loader, (index) => placeOf(file, "configurations", index));
  return [
    mergeConfig(defaultConfig(), own),
    loadCrdConfigs(crds, loader, (index) => placeOf(file, "crds", index)),
  ];
}
