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

function patchTransformers(file: KustomizationFile, loader: Loader): readonly Transformer[] {
  const { patchesStrategicMerge = [], patches = [] } = file.kustomization;
  const merges =
    patchesStrategicMerge.length === 0
      ? []
      : [
          mergePatchesTransformer(
            patchesStrategicMerge.map((path, index) => ({
              path,
              occurrence: placeOf(file, "patchesStrategicMerge", index),
            })),
            loader,
          ),
        ];
  return [
    ...merges,
    ...patches.map((patch, index) => patchTransformer(patch, loader, placeOf(file, "patches", index))),
  ];
}

function nameTransformers(file: KustomizationFile, config: TransformerConfig): readonly Transformer[] {
  const { namespace, namePrefix, nameSuffix } = file.kustomization;
  const transformers: Transformer[] = [];
  if (namespace) {
    const settings = {
      namespace,
      specs: config.namespace,
      unsetOnly: false,
      subjects: "defaultOnly",
    } as const;
    transformers.push(namespaceTransformer("namespace", settings));
  }
  if (namePrefix) transformers.push(prefixTransformer(namePrefix, config.namePrefix));
  if (nameSuffix) transformers.push(suffixTransformer(nameSuffix, config.nameSuffix));
  return transformers;
}

function textTransformers(file: KustomizationFile, config: TransformerConfig): readonly Transformer[] {
  const { labels = [], commonLabels = {}, commonAnnotations = {} } = file.kustomization;
  const transformers = labels.map((label) => labelTransformer(label, config));
  if (labels.length > 0 || Object.keys(commonLabels).length > 0) {
    transformers.push(
      textsTransformer("LabelTransformer", "commonLabels", commonLabels, config.commonLabels),
    );
  }
  if (Object.keys(commonAnnotations).length > 0) {
    transformers.push(
      textsTransformer(
        "AnnotationsTransformer",
        "commonAnnotations",
        commonAnnotations,
        config.commonAnnotations,
      ),
    );
  }
  return transformers;
}

function valueTransformers(
  file: KustomizationFile,
  loader: Loader,
  config: TransformerConfig,
): readonly Transformer[] {
  const {
    patchesJson6902 = [],
    replicas = [],
    images = [],
    imageTags = [],
    replacements = [],
  } = file.kustomization;
  const replaced = replacements.flatMap((entry, index) =>
    loadReplacements(entry, loader, placeOf(file, "replacements", index)),
  );
  return [
    ...patchesJson6902.map((patch, index) =>
      jsonPatchTransformer(patch, loader, placeOf(file, "patchesJson6902", index)),
    ),
    ...replicas.map((replica, index) =>
      replicaTransformer(replica, config.replicas, placeOf(file, "replicas", index)),
    ),
    ...[...images, ...imageTags].map((image) => imageTransformer(image, config.images)),
    ...(replacements.length === 0 ? [] : [replacementTransformer(replaced)]),
  ];
}

/** The transformers a kustomization asks for by its own fields, in the order kustomize runs them. */
export function transformersOf(
  file: KustomizationFile,
  loader: Loader,
  config: TransformerConfig,
): readonly Transformer[] {
  return [
    ...patchTransformers(file, loader),
    ...nameTransformers(file, config),
    ...textTransformers(file, config),
    ...valueTransformers(file, loader, config),
  ];
}
