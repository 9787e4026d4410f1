export type { YamlValue } from "go-yaml-ts";
export {
  type BuildOptions,
  type BuildResult,
  build,
  type ComparisonResult,
  compareBuild,
  type RefusedBuild,
} from "./accumulate/build.ts";
export type { Resource } from "./accumulate/output-resource.ts";
export { BuildCache } from "./load/cache.ts";
export { type FileContent, memoryFileSystem, type ReadOnlyFileSystem } from "./load/file-system.ts";
export type { LoadRestrictor } from "./load/loader.ts";
export type { Touch } from "./resources/resource.ts";
export { isNativeNamespaced } from "./schema/native.ts";
export {
  type AuthoredKustomization,
  type ConfigMapGenerator,
  type FieldOptions,
  type GeneratorOptions,
  type Image,
  type Kustomization,
  type KustomizationFieldSpec,
  kustomization,
  type Label,
  type Patch,
  type Replacement,
  type ReplacementSource,
  type ReplacementTarget,
  type Replica,
  type SecretGenerator,
  type Selector,
  type SortOptions,
  type Texts,
  type Variable,
} from "./types/kustomization.ts";
