import type { Occurrence } from "@grampus/diagnostics";
import { emitYaml, nodeValue } from "go-yaml-ts";
import { generateConfigMap, generateSecret, mergedOptions } from "../generate/generate.ts";
import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import { positionOf } from "../position.ts";
import { placed, refuse } from "../refusal.ts";
import type { ResourceList } from "../resources/list.ts";
import { labelsOf, setLabels } from "../resources/metadata.ts";
import { noteGenerator, pluginOrigin } from "../resources/origin.ts";
import { type BuildResource, copyResource } from "../resources/resource.ts";
import type { BuildContext, Transformer } from "../step.ts";
import type { ConfigMapGenerator } from "../types/kustomization.ts";
import { builtinResources, builtinTransformers } from "./builtins.ts";
import { refusingUnwritable } from "./output-resource.ts";
import { type PluginConfig, pluginConfigs } from "./plugin-config.ts";
import type { AccumulatePath, Target } from "./target.ts";

/** The transformers that a kustomization configures as resources. */
export function pluginTransformers(
  target: Target,
  context: BuildContext,
  accumulatePath: AccumulatePath,
): readonly Transformer[] {
  return pluginConfigs("transformers", target, context, accumulatePath).flatMap((config) =>
    transformersOf(config, target),
  );
}

function transformersOf(config: PluginConfig, target: Target): readonly Transformer[] {
  const origin = pluginOrigin(config.resource, config.configuredIn);
  const { occurrence } = config;
  return builtinTransformers(config, target.loader).map((transformer) => ({
    ...transformer,
    occurrence,
    origin,
  }));
}

/** A resource that a configured generator made. */
export interface PluginResource {
  readonly resource: BuildResource;
  readonly occurrence: Occurrence;
}

/** The resources of the generators that a kustomization configures as resources. */
export function pluginResources(
  target: Target,
  context: BuildContext,
  accumulatePath: AccumulatePath,
): readonly PluginResource[] {
  return pluginConfigs("generators", target, context, accumulatePath).flatMap((config) =>
    builtinResources(config, target.loader).map((resource) => {
      if (context.tracksOrigin) noteGenerator(resource, pluginOrigin(config.resource, config.configuredIn));
      return { resource, occurrence: config.occurrence };
    }),
  );
}

const VALIDATED_BY = "validated-by";

function contentOf(resource: BuildResource, context: BuildContext): string {
  const copy = copyResource(resource);
  const labels = labelsOf(copy.node);
  if (labels.delete(VALIDATED_BY)) setLabels(copy.node, labels);
  return refusingUnwritable(copy, context, () => emitYaml(nodeValue(copy.node)));
}

/** Runs the validators of a kustomization: transformers that may change nothing. */
export function runValidators(
  list: ResourceList,
  target: Target,
  context: BuildContext,
  accumulatePath: AccumulatePath,
): void {
  for (const config of pluginConfigs("validators", target, context, accumulatePath)) {
    const textOf = (resource: BuildResource): string =>
      refusingUnwritable(resource, context, () => emitYaml(nodeValue(resource.node)));
    const before = list.resources.map(textOf).join("---\n");
    for (const transformer of builtinTransformers(config, target.loader)) {
      placed(
        () => config.occurrence,
        () => transformer.apply(list, context),
      );
    }
    const after = list.resources.map((resource) => contentOf(resource, context)).join("---\n");
    if (before === after) continue;
    refuse(
      "invalid-field",
      { reason: `the validator ${config.kind} changes resources` },
      { ...config.occurrence, hint: "configure it under transformers" },
    );
  }
}

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
      const occurrence = positionOf(file, "configMapGenerator", index);
      const resource = generateConfigMap(withOptions(generator), loader, file.path, occurrence);
      return { resource, builtin: "ConfigMapGenerator", occurrence };
    }),
    ...secretGenerator.map((generator, index): Generated => {
      const occurrence = positionOf(file, "secretGenerator", index);
      const resource = generateSecret(withOptions(generator), loader, file.path, occurrence);
      return { resource, builtin: "SecretGenerator", occurrence };
    }),
  ];
}
