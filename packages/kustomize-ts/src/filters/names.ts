import { scalarNode, TAG } from "go-yaml-ts";
import { type FieldSpec, setSpecField } from "../config/field-spec.ts";
import { isSelected } from "../config/transformer-config.ts";
import type { Gvk } from "../resources/id.ts";
import { originalId, rememberId } from "../resources/resource.ts";
import type { Transformer } from "../step.ts";
import { setScalar } from "../tree/fields.ts";

/** Kinds whose names are never changed: others refer to them by their full name. */
const UNTOUCHED: readonly Partial<Gvk>[] = [
  { kind: "CustomResourceDefinition" },
  { group: "apiregistration.k8s.io", kind: "APIService" },
  { kind: "Namespace" },
];

type Affix = "prefix" | "suffix";

function affixTransformer(affix: Affix, text: string, specs: readonly FieldSpec[], by: string): Transformer {
  return {
    name: affix === "prefix" ? "PrefixTransformer" : "SuffixTransformer",
    by,
    apply(list, context) {
      for (const resource of list.resources) {
        const id = originalId(resource, context.schemas);
        if (UNTOUCHED.some((kind) => isSelected(id, kind))) continue;
        for (const spec of specs) {
          if (!isSelected(id, spec)) continue;
          if (spec.path === "metadata/name" && text !== "") {
            if (affix === "prefix") resource.prefixes = [...resource.prefixes, text];
            else resource.suffixes = [...resource.suffixes, text];
            rememberId(resource, context.schemas);
          }
          setSpecField(resource.node, spec, {
            set: (node) =>
              setScalar(node, scalarNode(affix === "prefix" ? text + node.value : node.value + text)),
            create: "scalar",
            tag: TAG.string,
          });
        }
      }
      list.forgetIds();
    },
  };
}

export function prefixTransformer(
  prefix: string,
  specs: readonly FieldSpec[],
  by = "namePrefix",
): Transformer {
  return affixTransformer("prefix", prefix, specs, by);
}

export function suffixTransformer(
  suffix: string,
  specs: readonly FieldSpec[],
  by = "nameSuffix",
): Transformer {
  return affixTransformer("suffix", suffix, specs, by);
}
