import type { KustomizationFile } from "../load/kustomization-file.ts";
import type { Loader } from "../load/loader.ts";
import type { TransformerConfig } from "../transform/config.ts";
import { labelTransformer, textsTransformer } from "../transform/labels.ts";
import { namespaceTransformer } from "../transform/namespace.ts";
import { patchTransformer } from "../transform/patches.ts";
import type { Origination, Transformer } from "./context.ts";
import { placeOf } from "./place.ts";

/** The transformers a kustomization asks for by its own fields, in the order kustomize runs them. */
export function transformersOf(
  file: KustomizationFile,
  loader: Loader,
  config: TransformerConfig,
): readonly Transformer[] {
  const { kustomization, path, node } = file;
  const transformers: Transformer[] = [];
  const origination = (field: string): Origination => ({ loader, file: path, node, field });
  for (const [index, patch] of (kustomization.patches ?? []).entries()) {
    transformers.push(patchTransformer(patch, origination("patches"), placeOf(file, "patches", index)));
  }
  if (kustomization.namespace) {
    const { namespace } = kustomization;
    transformers.push(
      namespaceTransformer("namespace", {
        namespace,
        specs: config.namespace,
        unsetOnly: false,
        subjects: "defaultOnly",
      }),
    );
  }
  for (const label of kustomization.labels ?? []) transformers.push(labelTransformer(label, config));
  if (kustomization.commonLabels !== undefined) {
    transformers.push(
      textsTransformer("LabelTransformer", "commonLabels", kustomization.commonLabels, config.commonLabels),
    );
  }
  return transformers;
}
