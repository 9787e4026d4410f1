import { type FileSchema, flag, integer, listOf, record, text } from "./kustomization-schema.ts";

/** A text that may also be written as a number or a flag. */
const loose: FileSchema = { type: "string", lenient: true };
const looseTexts: FileSchema = { type: "object", additionalProperties: loose };

/** A map in which fields of other names do not matter. */
function open(properties: { readonly [name: string]: FileSchema }): FileSchema {
  return { type: "object", properties };
}

const gvk = { group: text, version: text, kind: text };
const id = { ...gvk, name: text, namespace: text };
const selector = open({ ...id, annotationSelector: loose, labelSelector: loose });
const fieldSpecs = listOf(open({ ...gvk, path: loose, create: flag }));
const metadata = open({ name: loose, namespace: loose, labels: looseTexts, annotations: looseTexts });
const generator = {
  metadata,
  name: text,
  namespace: text,
  behavior: text,
  type: text,
  literals: listOf(text),
  files: listOf(text),
  envs: listOf(text),
  options: open({
    labels: { type: "object", additionalProperties: text },
    annotations: { type: "object", additionalProperties: text },
    disableNameSuffixHash: flag,
    immutable: flag,
  }),
} as const;

/** Inside a `ReplacementTransformer` no text is lenient, in a file of replacements most are. */
function replacement(lenient: boolean): FileSchema {
  const own = lenient ? loose : text;
  const options = open({ delimiter: own, index: integer, encoding: own, create: flag });
  const select = open({ ...id, annotationSelector: own, labelSelector: own });
  return open({
    path: loose,
    source: open({ ...id, fieldPath: own, options }),
    sourceValue: own,
    targets: listOf(open({ select, reject: listOf(select), fieldPaths: listOf(own), options })),
  });
}

/** A replacement in a file that `replacements` names. */
export const REPLACEMENT_FILE_SCHEMA: FileSchema = replacement(true);

const targets = listOf(open({ selector, fieldPath: loose, filePathPosition: integer }));

/** A file of targets of a `ValueAddTransformer`. */
export const VALUE_TARGETS_SCHEMA: FileSchema = open({ targets });

/** The arguments of the built-in transformers and generators, as kustomize v5.8.1 reads them. */
export const ARGUMENT_SCHEMAS: ReadonlyMap<string, FileSchema> = new Map(
  Object.entries({
    AnnotationsTransformer: open({ annotations: looseTexts, fieldSpecs }),
    LabelTransformer: open({ labels: looseTexts, fieldSpecs }),
    NamespaceTransformer: open({ metadata, fieldSpecs, unsetOnly: flag, setRoleBindingSubjects: loose }),
    PrefixTransformer: open({ prefix: loose, fieldSpecs }),
    SuffixTransformer: open({ suffix: loose, fieldSpecs }),
    PrefixSuffixTransformer: open({ prefix: loose, suffix: loose, fieldSpecs }),
    ImageTagTransformer: open({
      imageTag: open({ name: loose, newName: loose, tagSuffix: loose, newTag: loose, digest: loose }),
      fieldSpecs,
    }),
    ReplicaCountTransformer: open({ replica: open({ name: loose, count: integer }), fieldSpecs }),
    PatchTransformer: open({
      path: loose,
      patch: loose,
      target: selector,
      options: open({ allowNameChange: flag, allowKindChange: flag }),
    }),
    PatchStrategicMergeTransformer: open({ paths: listOf(loose), patches: loose }),
    PatchJson6902Transformer: open({ target: selector, path: loose, jsonOp: loose }),
    ReplacementTransformer: open({ replacements: listOf(replacement(false)) }),
    ValueAddTransformer: open({ value: loose, targets, targetFilePath: loose }),
    ConfigMapGenerator: open(generator),
    SecretGenerator: open(generator),
    IAMPolicyGenerator: open({
      cloud: text,
      kubernetesService: open({ name: text, namespace: text }),
      serviceAccount: open({ name: text, projectId: text }),
    }),
  }),
);

const specs = listOf(record({ ...gvk, path: loose, create: flag }));

/** A file that `configurations` names. */
export const CONFIGURATION_SCHEMA: FileSchema = record({
  namePrefix: specs,
  nameSuffix: specs,
  namespace: specs,
  commonLabels: specs,
  labels: specs,
  templateLabels: specs,
  commonAnnotations: specs,
  nameReference: listOf(record({ ...gvk, fieldSpecs: specs })),
  varReference: specs,
  images: specs,
  replicas: specs,
});
