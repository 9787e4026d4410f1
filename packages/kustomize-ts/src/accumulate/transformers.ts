import type { Occurrence } from "@grampus/diagnostics";
import type { TransformerConfig } from "../config/transformer-config.ts";
import { imageTransformer } from "../filters/images.ts";
import { labelTransformer, textsTransformer } from "../filters/labels.ts";
import { prefixTransformer, suffixTransformer } from "../filters/names.ts";
import { namespaceTransformer } from "../filters/namespace.ts";
import { replicaTransformer } from "../filters/replicas.ts";
import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import { jsonPatchTransformer } from "../patches/json-patch-transform.ts";
import { mergePatchesTransformer, patchTransformer } from "../patches/patches.ts";
import { positionOf } from "../position.ts";
import { placed } from "../refusal.ts";
import { loadReplacements } from "../replacements/load.ts";
import { replacementTransformer } from "../replacements/replacement.ts";
import type { ResourceList } from "../resources/list.ts";
import { joinPaths, noteTransformer } from "../resources/origin.ts";
import type { BuildContext, Transformer } from "../step.ts";
import { type Author, recordTouches } from "./provenance.ts";
import type { Target } from "./target.ts";

type Steps = Transformer[];

function addPatches(steps: Steps, file: KustomizationFile, loader: Loader): void {
  const { patchesStrategicMerge, patches } = file.kustomization;
  if (patchesStrategicMerge !== undefined && patchesStrategicMerge.length > 0) {
    const entries = patchesStrategicMerge.map((path, index) => ({
      path,
      occurrence: positionOf(file, "patchesStrategicMerge", index),
    }));
    steps.push(mergePatchesTransformer(entries, loader));
  }
  patches?.forEach((patch, index) => {
    const transformer = patchTransformer(patch, loader, positionOf(file, "patches", index));
    steps.push({ ...transformer, index });
  });
}

function addNames(steps: Steps, file: KustomizationFile, config: TransformerConfig): void {
  const { namespace, namePrefix, nameSuffix } = file.kustomization;
  if (namespace) {
    const { namespace: specs } = config;
    const settings = { namespace, specs, unsetOnly: false, subjects: "defaultOnly" } as const;
    steps.push(namespaceTransformer("namespace", settings));
  }
  if (namePrefix) steps.push(prefixTransformer(namePrefix, config.namePrefix));
  if (nameSuffix) steps.push(suffixTransformer(nameSuffix, config.nameSuffix));
}

function addTexts(steps: Steps, file: KustomizationFile, config: TransformerConfig): void {
  const { labels, commonLabels, commonAnnotations } = file.kustomization;
  labels?.forEach((label, index) => {
    steps.push({ ...labelTransformer(label, config), index });
  });
  if (Object.keys(commonLabels ?? {}).length > 0 || (labels !== undefined && labels.length > 0)) {
    steps.push(textsTransformer("LabelTransformer", "commonLabels", commonLabels ?? {}, config.commonLabels));
  }
  if (commonAnnotations !== undefined && Object.keys(commonAnnotations).length > 0) {
    const { commonAnnotations: specs } = config;
    steps.push(textsTransformer("AnnotationsTransformer", "commonAnnotations", commonAnnotations, specs));
  }
}

function addValues(steps: Steps, file: KustomizationFile, loader: Loader, config: TransformerConfig): void {
  const { patchesJson6902, replicas, images, imageTags, replacements } = file.kustomization;
  const replaced = replacements?.flatMap((entry, index) =>
    loadReplacements(entry, loader, positionOf(file, "replacements", index)),
  );
  patchesJson6902?.forEach((patch, index) => {
    const transformer = jsonPatchTransformer(patch, loader, positionOf(file, "patchesJson6902", index));
    steps.push({ ...transformer, index });
  });
  replicas?.forEach((replica, index) => {
    const transformer = replicaTransformer(replica, config.replicas, positionOf(file, "replicas", index));
    steps.push({ ...transformer, index });
  });
  images?.forEach((image, index) => {
    steps.push({ ...imageTransformer(image, config.images), index });
  });
  for (const image of imageTags ?? []) steps.push(imageTransformer(image, config.images));
  if (replaced !== undefined && replacements?.length !== 0) steps.push(replacementTransformer(replaced));
}

/** The transformers a kustomization asks for by its own fields, in the order kustomize runs them. */
export function transformersOf(
  file: KustomizationFile,
  loader: Loader,
  config: TransformerConfig,
): readonly Transformer[] {
  const steps: Steps = [];
  addPatches(steps, file, loader);
  addNames(steps, file, config);
  addTexts(steps, file, config);
  addValues(steps, file, loader, config);
  return steps;
}

/** Runs transformers one after the other; resources a step emptied are dropped behind it. */
export function applyTransformers(
  list: ResourceList,
  transformers: Iterable<Transformer>,
  { file, origin }: Target,
  context: BuildContext,
): void {
  for (const transformer of transformers) {
    const { by, index } = transformer;
    const place = (): Occurrence => transformer.occurrence ?? positionOf(file, by, index);
    const author = (): Author => ({ file: transformer.file ?? file.path, by, entry: place().path ?? by });
    recordTouches(list, author, context, () => placed(place, () => transformer.apply(list, context)));
    if (context.tracksOrigin) {
      const configuredIn = joinPaths(origin, file.name);
      const own = transformer.origin ?? { configuredIn, apiVersion: "builtin", kind: transformer.name };
      for (const resource of list.resources) noteTransformer(resource, own);
    }
    list.dropDeleted();
  }
}
