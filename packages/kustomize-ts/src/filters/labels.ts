import { TAG } from "go-yaml-ts";
import { type FieldSpec, setSpecFields } from "../config/field-spec.ts";
import { mergeFieldSpec, mergeFieldSpecs, type TransformerConfig } from "../config/transformer-config.ts";
import type { Transformer } from "../step.ts";
import type { Label, Texts } from "../types/kustomization.ts";
import { entrySetter } from "./setter.ts";

/** Sets texts in every map a spec names: the work of labels and annotations. */
export function textsTransformer(
  name: string,
  by: string,
  texts: Texts,
  specs: readonly FieldSpec[],
): Transformer {
  const entries = Object.entries(texts).sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    name,
    by,
    apply(list) {
      if (entries.length === 0) return;
      for (const { node } of list.resources) {
        for (const [key, value] of entries) {
          setSpecFields(node, specs, {
            set: entrySetter(key, value, TAG.string),
            create: "map",
            tag: TAG.map,
          });
        }
      }
    },
  };
}

const OWN_LABELS: FieldSpec = { path: "metadata/labels", create: true };

function labelSpecs(label: Label, config: TransformerConfig): readonly FieldSpec[] {
  const own = (label.fields ?? []).map(({ path = "", ...spec }) => ({ ...spec, path }));
  const configured = mergeFieldSpecs(own, config.labels);
  if (label.includeSelectors) return mergeFieldSpecs(configured, config.commonLabels);
  const templates = label.includeTemplates ? mergeFieldSpecs(configured, config.templateLabels) : configured;
  return mergeFieldSpec(templates, OWN_LABELS);
}

/** The transformer of one entry of `labels`. */
export function labelTransformer(label: Label, config: TransformerConfig): Transformer {
  return textsTransformer("LabelTransformer", "labels", label.pairs ?? {}, labelSpecs(label, config));
}
