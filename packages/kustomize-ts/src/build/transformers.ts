import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import { loadReplacements } from "../replace/load.ts";
import { replacementTransformer } from "../replace/replacement.ts";
import type { TransformerConfig } from "../transform/config.ts";
import { imageTransformer } from "../transform/images.ts";
import { jsonPatchTransformer } from "../transform/json-patch-transform.ts";
import { labelTransformer, textsTransformer } from "../transform/labels.ts";
import { prefixTransformer, suffixTransformer } from "../transform/names.ts";
import { namespaceTransformer } from "../transform/namespace.ts";
import { mergePatchesTransformer, patchTransformer } from "../transform/patches.ts";
import { replicaTransformer } from "../transform/replicas.ts";
import type { Transformer } from "./context.ts";
import { placeOf } from "./place.ts";

type Steps = Transformer[];

function addPatches(steps: Steps, file: KustomizationFile, loader: Loader): void {
  const { patchesStrategicMerge, patches } = file.kustomization;
  if (patchesStrategicMerge !== undefined && patchesStrategicMerge.length > 0) {
    const entries = patchesStrategicMerge.map((path, index) => ({
      path,
      occurrence: placeOf(file, "patchesStrategicMerge", index),
    }));
    steps.push(mergePatchesTransformer(entries, loader));
  }
  patches?.forEach((patch, index) => {
    const transformer = patchTransformer(patch, loader, placeOf(file, "patches", index));
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
    loadReplacements(entry, loader, placeOf(file, "replacements", index)),
  );
  patchesJson6902?.forEach((patch, index) => {
    const transformer = jsonPatchTransformer(patch, loader, placeOf(file, "patchesJson6902", index));
    steps.push({ ...transformer, index });
  });
  replicas?.forEach((replica, index) => {
    const transformer = replicaTransformer(replica, config.replicas, placeOf(file, "replicas", index));
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
