import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import { defaultConfig, mergeConfig, type TransformerConfig } from "../transform/config.ts";
import { loadConfigs } from "../transform/config-file.ts";
import { loadCrdConfigs } from "../transform/crd-config.ts";
import { placeOf } from "./place.ts";

/** The transformer configuration of one kustomization: the defaults, its own files, and what its CRDs say. */
export function configOf(file: KustomizationFile, loader: Loader): TransformerConfig {
  const { configurations = [], crds = [] } = file.kustomization;
  let config = defaultConfig();
  if (configurations.length > 0) {
    config = mergeConfig(
      config,
      loadConfigs(configurations, loader, (index) => placeOf(file, "configurations", index)),
    );
  }
  if (crds.length > 0) {
    config = mergeConfig(
      config,
      loadCrdConfigs(crds, loader, (index) => placeOf(file, "crds", index)),
    );
  }
  return config;
}
