import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import { defaultConfig, type TransformerConfig } from "../transform/config.ts";

/** The transformer configuration of one kustomization: the defaults and its own files. */
export function configOf(_file: KustomizationFile, _loader: Loader): TransformerConfig {
  return defaultConfig();
}
