/** The part of JSON Schema in which the Kustomization file is described. */
export interface FileSchema {
  readonly type: "object" | "array" | "string" | "boolean" | "integer";
  readonly properties?: { readonly [name: string]: FileSchema };
  readonly additionalProperties?: FileSchema | boolean;
  readonly items?: FileSchema;
  /** A text that may be written as a number or a flag; only kustomize's reader of other files than Kustomizations has it. */
  readonly lenient?: true;
}

/** A text, in quotes where it could be something else. */
export const text: FileSchema = { type: "string" };
export const flag: FileSchema = { type: "boolean" };
export const integer: FileSchema = { type: "integer" };
const texts: FileSchema = { type: "object", additionalProperties: text };
const anything: FileSchema = { type: "object", additionalProperties: true };

export function listOf(items: FileSchema): FileSchema {
  return { type: "array", items };
}

/** A map with these fields and no others. */
export function record(properties: { readonly [name: string]: FileSchema }): FileSchema {
  return { type: "object", properties, additionalProperties: false };
}

const gvk = { group: text, version: text, kind: text };
const id = { ...gvk, name: text, namespace: text };
const selector = record({ ...id, annotationSelector: text, labelSelector: text });
const options = record({ labels: texts, annotations: texts, disableNameSuffixHash: flag, immutable: flag });
const patch = record({
  path: text,
  patch: text,
  target: selector,
  options: record({ allowNameChange: flag, allowKindChange: flag }),
});
const image = record({ name: text, newName: text, tagSuffix: text, newTag: text, digest: text });
const generator = {
  namespace: text,
  name: text,
  behavior: text,
  literals: listOf(text),
  files: listOf(text),
  envs: listOf(text),
  env: text,
  options,
};
const fieldOptions = record({ delimiter: text, index: integer, encoding: text, create: flag });

/** A replacement, in a Kustomization or in a file of its own. */
export const REPLACEMENT_SCHEMA: FileSchema = record({
  path: text,
  source: record({ ...id, fieldPath: text, options: fieldOptions }),
  sourceValue: text,
  targets: listOf(
    record({ select: selector, reject: listOf(selector), fieldPaths: listOf(text), options: fieldOptions }),
  ),
});

/** The fields of a Kustomization file and their types, as kustomize v5.8.1 reads them. Null counts as missing. */
export const KUSTOMIZATION_SCHEMA: FileSchema = record({
  apiVersion: text,
  kind: text,
  metadata: record({ name: text, namespace: text, labels: texts, annotations: texts }),
  resources: listOf(text),
  components: listOf(text),
  namespace: text,
  namePrefix: text,
  nameSuffix: text,
  labels: listOf(
    record({
      pairs: texts,
      includeSelectors: flag,
      includeTemplates: flag,
      fields: listOf(record({ ...gvk, path: text, create: flag })),
    }),
  ),
  commonLabels: texts,
  commonAnnotations: texts,
  patches: listOf(patch),
  patchesStrategicMerge: listOf(text),
  patchesJson6902: listOf(patch),
  images: listOf(image),
  imageTags: listOf(image),
  replicas: listOf(record({ name: text, count: integer })),
  replacements: listOf(REPLACEMENT_SCHEMA),
  vars: listOf(
    record({
      name: text,
      objref: record({ apiVersion: text, ...id }),
      fieldref: record({ fieldPath: text }),
    }),
  ),
  configMapGenerator: listOf(record(generator)),
  secretGenerator: listOf(record({ ...generator, type: text })),
  generatorOptions: options,
  sortOptions: record({
    order: text,
    legacySortOptions: record({ orderFirst: listOf(text), orderLast: listOf(text) }),
  }),
  crds: listOf(text),
  bases: listOf(text),
  configurations: listOf(text),
  generators: listOf(text),
  transformers: listOf(text),
  validators: listOf(text),
  openapi: texts,
  buildMetadata: listOf(text),
  helmGlobals: record({ chartHome: text, configHome: text }),
  helmCharts: listOf(anything),
  helmChartInflationGenerator: listOf(anything),
});
