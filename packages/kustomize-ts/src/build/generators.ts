import type { Occurrence } from "@grampus/diagnostics";
import { generateConfigMap, generateSecret, mergedOptions } from "../generate/generate.ts";
import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import type { ConfigMapGenerator } from "../model/kustomization.ts";
import type { BuildResource } from "../resource/resource.ts";
import { placeOf } from "./place.ts";

/** A resource a kustomization generates, the built-in that makes it, and where it was asked for. */
export interface Generated {
  readonly resource: BuildResource;
  readonly builtin: "ConfigMapGenerator" | "SecretGenerator";
  readonly occurrence: Occurrence;
}

/** What a kustomization generates by its own fields: ConfigMaps, then Secrets. */
export function generatedResources(file: KustomizationFile, loader: Loader): readonly Generated[] {
  const { configMapGenerator = [], secretGenerator = [], generatorOptions } = file.kustomization;
  if (configMapGenerator.length + secretGenerator.length === 0) return [];
  const withOptions = <Generator extends ConfigMapGenerator>(generator: Generator): Generator => {
    const options = mergedOptions(generator.options, generatorOptions);
    return options === undefined ? generator : { ...generator, options };
  };
  return [
    ...configMapGenerator.map((generator, index): Generated => {
      const occurrence = placeOf(file, "configMapGenerator", index);
      const resource = generateConfigMap(withOptions(generator), loader, file.path, occurrence);
      return { resource, builtin: "ConfigMapGenerator", occurrence };
    }),
    ...secretGenerator.map((generator, index): Generated => {
      const occurrence = placeOf(file, "secretGenerator", index);
      const resource = generateSecret(withOptions(generator), loader, file.path, occurrence);
      return { resource, builtin: "SecretGenerator", occurrence };
    }),
  ];
}
