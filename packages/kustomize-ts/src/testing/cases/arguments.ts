import { type CorpusCase, casesOver } from "../corpus-case.ts";

const RESOURCES = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - {name: web, image: "nginx:1"}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`;

const ANNOTATIONS = "fieldSpecs: [{path: metadata/annotations, create: true}]";

/** Arguments of built-ins whose types are not what the built-in takes, or only nearly. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  "numbers-as-texts": `kind: AnnotationsTransformer\nannotations: {a: 1, b: true, c: 1.5, d: 1e3, e: 0x1F, f: 017, g: 1.0}\n${ANNOTATIONS}`,
  "long-numbers-as-texts": `kind: AnnotationsTransformer\nannotations: {a: 12345678.9, b: 100000000000000000000, c: .5, d: -0.0001234567, e: 18446744073709551615}\n${ANNOTATIONS}`,
  "null-as-text": `kind: AnnotationsTransformer\nannotations: {a: ~}\n${ANNOTATIONS}`,
  "list-as-text": `kind: AnnotationsTransformer\nannotations: {a: []}\n${ANNOTATIONS}`,
  "field-in-another-case": `kind: AnnotationsTransformer\nAnnotations: {a: b}\n${ANNOTATIONS}`,
  "unknown-field": `kind: AnnotationsTransformer\nannotations: {a: b}\nunknown: 1\n${ANNOTATIONS}`,
  "field-twice": `kind: AnnotationsTransformer\nannotations: {a: b}\nannotations: {c: d}\n${ANNOTATIONS}`,
  "spec-with-a-number": `kind: AnnotationsTransformer\nannotations: {a: b}\nfieldSpecs: [{path: metadata/annotations, kind: 1}]`,
  "spec-with-a-text-for-a-flag": `kind: AnnotationsTransformer\nannotations: {a: b}\nfieldSpecs: [{path: metadata/annotations, create: 'true'}]`,
  "spec-with-an-index": `kind: AnnotationsTransformer\nannotations: {a: b}\nfieldSpecs: [{path: metadata/1, create: true}]`,
  "prefix-number": "kind: PrefixTransformer\nprefix: 5\nfieldSpecs: [{path: metadata/name}]",
  "tag-number":
    "kind: ImageTagTransformer\nimageTag: {name: nginx, newTag: 1.20}\nfieldSpecs: [{path: 'spec/template/spec/containers[]/image'}]",
  "count-text":
    "kind: ReplicaCountTransformer\nreplica: {name: web, count: '3'}\nfieldSpecs: [{path: spec/replicas, create: true}]",
  "count-fraction":
    "kind: ReplicaCountTransformer\nreplica: {name: web, count: 2.5}\nfieldSpecs: [{path: spec/replicas, create: true}]",
  "target-number":
    'kind: PatchTransformer\npatch: \'[{"op": "add", "path": "/spec/paused", "value": true}]\'\ntarget: {name: 1}',
  "replacement-unknown-field":
    "kind: ReplacementTransformer\nreplacements:\n- source: {kind: Deployment, unknown: 1}\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: [data.from]\n    options: {create: true, unknown: 1}",
  "replacement-number":
    "kind: ReplacementTransformer\nreplacements:\n- sourceValue: 5\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: [data.from]\n    options: {create: true}",
};

const REPLACEMENT =
  "targets:\n- select: {kind: ConfigMap}\n  fieldPaths: [data.from]\n  options: {create: true";

/** Files of replacements, which are read less strictly than those in a Kustomization. */
const REPLACEMENT_FILES: Readonly<Record<string, string>> = {
  "unknown-fields": `sourceValue: a\nunknown: b\n${REPLACEMENT}, unknown: c}\n`,
  "number-for-text": `sourceValue: 5\n${REPLACEMENT}}\n`,
  "text-for-number": `sourceValue: a\n${REPLACEMENT}, index: '0'}\n`,
  "number-for-delimiter": `sourceValue: a\n${REPLACEMENT}, delimiter: 1}\n`,
  "field-twice": `sourceValue: a\nsourceValue: b\n${REPLACEMENT}}\n`,
  "number-for-a-name": `source: {kind: Deployment, name: 1}\n${REPLACEMENT}}\n`,
};

/** Files of targets of a `ValueAddTransformer`. */
const TARGET_FILES: Readonly<Record<string, string>> = {
  targets: "targets:\n- selector: {kind: ConfigMap}\n  fieldPath: data/path\n  filePathPosition: 1\n",
  "text-for-a-position": "targets:\n- fieldPath: data/path\n  filePathPosition: '1'\n",
  "list-for-a-map": "- fieldPath: data/path\n",
  nothing: "# no targets\n",
};

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  "path-number": "images:\n- path: 1\n",
  "kind-number": "images:\n- path: spec/x\n  kind: 1\n",
  "unknown-in-a-spec": "images:\n- path: spec/x\n  pth: spec/y\n",
  "key-twice": "images:\n- path: spec/x\nimages:\n- path: spec/x\n",
  "spec-key-twice": "images:\n- path: spec/x\n  path: spec/y\n",
  "map-for-list": "images: {}\n",
  "null-for-list": "images:\n",
  "other-case": "CommonAnnotations:\n- Path: data/notes\n  Kind: ConfigMap\n  Create: true\n",
  "prefix-for-one-kind": "namePrefix:\n- path: metadata/name\n  kind: ConfigMap\n",
  "prefix-for-a-kind-behind-others": "namePrefix:\n- path: metadata/name\n  kind: ZooKeeper\n",
  "suffix-for-versions":
    "nameSuffix:\n- path: metadata/name\n  group: apps\n  version: v1\n  kind: Deployment\n- path: metadata/name\n  version: v1\n  kind: ConfigMap\n",
};

const INDENTED = (text: string): string => text.replaceAll(/^/gm, "  ");

/** What is given to built-ins, replacements and transformer configurations, and how strictly it is read. */
export const ARGUMENT_CASES: readonly CorpusCase[] = [
  ...casesOver(
    "arguments",
    { "r.yaml": RESOURCES },
    Object.fromEntries(
      Object.entries(ARGUMENTS).map(([name, text]) => [
        name,
        `resources: [r.yaml]\ntransformers:\n- |-\n${INDENTED(`apiVersion: builtin\nmetadata: {name: x}\n${text}`)}\n`,
      ]),
    ),
  ),
  ...Object.entries(REPLACEMENT_FILES).map(([name, text]) => ({
    name: `arguments/replacement-file-${name}`,
    files: {
      "r.yaml": RESOURCES,
      "replacement.yaml": text,
      "kustomization.yaml": "resources: [r.yaml]\nreplacements: [{path: replacement.yaml}]\n",
    },
  })),
  ...Object.entries(TARGET_FILES).map(([name, text]) => ({
    name: `arguments/target-file-${name}`,
    files: {
      "r.yaml": RESOURCES,
      "targets.yaml": text,
      "kustomization.yaml":
        "resources: [r.yaml]\ntransformers:\n- |-\n  apiVersion: builtin\n  kind: ValueAddTransformer\n  metadata: {name: x}\n  value: 7\n  targetFilePath: targets.yaml\n",
    },
  })),
  ...Object.entries(CONFIGURATIONS).map(([name, text]) => ({
    name: `arguments/configuration-${name}`,
    files: {
      "r.yaml": RESOURCES,
      "configuration.yaml": text,
      "kustomization.yaml":
        "resources: [r.yaml]\nconfigurations: [configuration.yaml]\nnamePrefix: p-\nnameSuffix: -s\nimages: [{name: nginx, newTag: '2'}]\ncommonAnnotations: {a: b}\n",
    },
  })),
];
