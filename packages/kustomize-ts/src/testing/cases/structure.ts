import { type CorpusCase, casesOver } from "../corpus-case.ts";

function object(kind: string, name: string, rest = ""): string {
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${rest}`;
}

function tree(name: string, directory: string, files: Readonly<Record<string, string>>): CorpusCase {
  return { name: `structure/${name}`, directory, files };
}

const POD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      serviceAccountName: runner
      containers:
      - name: web
        image: nginx
        envFrom:
        - configMapRef: {name: settings}
`;

const SHARED: Readonly<Record<string, string>> = {
  "a.yaml": object("ConfigMap", "a"),
  "b.yaml": object("ConfigMap", "b"),
  "same.yaml": object("ConfigMap", "a", "data: {x: y}\n"),
  "pod.yaml": POD,
  "thing.yaml":
    "apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: thing\nspec:\n  configRef: {name: a}\n  image: {name: nginx, ref: 'nginx:1'}\n  replicas: 1\n  selector: {}\n  list:\n  - {id: one, value: 1}\n",
  "config.yaml":
    "nameReference:\n- kind: ConfigMap\n  fieldSpecs:\n  - kind: Thing\n    path: spec/configRef/name\nimages:\n- kind: Thing\n  path: spec/image/ref\ncommonLabels:\n- kind: Thing\n  path: spec/selector\n  create: true\nreplicas:\n- kind: Thing\n  path: spec/replicas\nnamespace:\n- kind: Thing\n  path: spec/targetNamespace\n  create: true\ncommonAnnotations:\n- kind: Thing\n  path: spec/notes\n  create: true\nnamePrefix:\n- kind: Thing\n  path: spec/prefixed\n",
  "config-conflict.yaml": "commonLabels:\n- path: metadata/labels\n  create: false\n",
  "config-unknown.yaml": "nameReferences: []\n",
  "crds.json":
    '{"example.com/v1.Thing": {"Schema": {"properties": {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"}, "spec": {"$ref": "example.com/v1.ThingSpec"}}}}, "example.com/v1.ThingSpec": {"Schema": {"properties": {"configRef": {"x-kubernetes-object-ref-api-version": "v1", "x-kubernetes-object-ref-kind": "ConfigMap", "$ref": "x"}, "selector": {"x-kubernetes-label-selector": "", "type": "object"}}}}}',
  "schema.yaml":
    "definitions:\n  com.example.v1.Thing:\n    type: object\n    x-kubernetes-group-version-kind:\n    - {group: example.com, version: v1, kind: Thing}\n    properties:\n      spec:\n        type: object\n        properties:\n          list:\n            type: array\n            x-kubernetes-patch-merge-key: id\n            x-kubernetes-patch-strategy: merge\n            items:\n              type: object\n              properties: {id: {type: string}, value: {type: integer}}\n",
  "remote.yaml": object("ConfigMap", "remote"),
};

const KUSTOMIZATIONS: Readonly<Record<string, string>> = {
  empty: "",
  "only-header": "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
  "no-resources": "namePrefix: a-\n",
  "unknown-field": "resources: [a.yaml]\nresorces: [b.yaml]\n",
  "unknown-nested-field": "resources: [a.yaml]\npatches:\n- patc: x\n",
  "wrong-type": "resources: a.yaml\n",
  "number-for-text": "resources: [a.yaml]\nnamePrefix: 12\n",
  "flag-for-label": "resources: [a.yaml]\ncommonLabels: {a: true}\n",
  "wrong-kind": "kind: Kustomize\nresources: [a.yaml]\n",
  "wrong-version": "apiVersion: kustomize.config.k8s.io/v1\nresources: [a.yaml]\n",
  "component-at-root": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [a.yaml]\n",
  "upper-case-fields": "Resources: [a.yaml]\nNAMEPREFIX: p-\nsortOptions: {Order: fifo}\n",
  "null-fields": "resources: [a.yaml]\npatches:\nnamePrefix: null\nlabels: ~\n",
  "yes-is-a-flag": "resources: [a.yaml]\nlabels:\n- pairs: {a: b}\n  includeSelectors: yes\n",
  metadata: "metadata:\n  name: x\n  labels: {a: b}\nresources: [a.yaml]\n",
  "two-documents": "resources: [a.yaml]\n---\nresources: [b.yaml]\n",
  anchors: "commonLabels: &l {a: b}\ncommonAnnotations: *l\nresources: [a.yaml]\n",
  "duplicate-field": "resources: [a.yaml]\nresources: [b.yaml]\n",
  "not-a-map": "- resources\n",
  "missing-resource": "resources: [nope.yaml]\n",
  "duplicate-resource": "resources: [a.yaml, a.yaml]\n",
  "same-id": "resources: [a.yaml, same.yaml]\n",
  "outside-resource": "resources: [../x.yaml]\n",
  "absolute-resource": "resources: [/x/y.yaml]\n",
  "self-cycle": "resources: [.]\n",
  "parent-cycle": "resources: [..]\n",
  "empty-path": "resources: ['']\n",
  helm: "resources: [a.yaml]\nhelmCharts:\n- name: x\n",
  "bad-sort-order": "resources: [a.yaml]\nsortOptions: {order: random}\n",
  "empty-sort-options": "resources: [a.yaml]\nsortOptions: {}\n",
  "legacy-order": "resources: [pod.yaml, a.yaml, b.yaml]\nsortOptions: {order: legacy}\n",
  "legacy-options":
    "resources: [pod.yaml, a.yaml, b.yaml]\nsortOptions:\n  order: legacy\n  legacySortOptions: {orderFirst: [Deployment], orderLast: [ConfigMap]}\n",
  "fifo-with-legacy-options":
    "resources: [a.yaml]\nsortOptions:\n  order: fifo\n  legacySortOptions: {orderFirst: [Deployment]}\n",
  configurations:
    "resources: [a.yaml, thing.yaml]\nconfigurations: [config.yaml]\nnamePrefix: p-\nnamespace: n\ncommonLabels: {l: v}\ncommonAnnotations: {c: d}\nimages: [{name: nginx, newTag: '2'}]\nreplicas: [{name: thing, count: 4}]\n",
  "configurations-conflict": "resources: [a.yaml]\nconfigurations: [config-conflict.yaml]\n",
  "configurations-unknown": "resources: [a.yaml]\nconfigurations: [config-unknown.yaml]\n",
  "configurations-missing": "resources: [a.yaml]\nconfigurations: [nope.yaml]\n",
  crds: "resources: [a.yaml, thing.yaml]\ncrds: [crds.json]\nnamePrefix: p-\ncommonLabels: {l: v}\n",
  "openapi-path":
    "resources: [thing.yaml]\nopenapi: {path: schema.yaml}\npatches:\n- patch: |-\n    apiVersion: example.com/v1\n    kind: Thing\n    metadata: {name: thing}\n    spec: {list: [{id: two, value: 2}, {id: one, value: 3}]}\n",
  "openapi-path-native":
    "resources: [pod.yaml]\nopenapi: {path: schema.yaml}\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: web}\n    spec: {template: {spec: {containers: [{name: web, tty: true}]}}}\n",
  "openapi-version": "resources: [a.yaml]\nopenapi: {version: v1.21.2}\n",
  "openapi-unknown-version": "resources: [a.yaml]\nopenapi: {version: v1.0.0}\n",
  "openapi-both": "resources: [a.yaml]\nopenapi: {version: v1.21.2, path: schema.yaml}\n",
  "openapi-missing": "resources: [a.yaml]\nopenapi: {path: nope.yaml}\n",
  "image-port": "resources: [pod.yaml]\nimages: [{name: nginx, newName: 'localhost:5000/nginx'}]\n",
  "image-tag-suffix": "resources: [pod.yaml]\nimages: [{name: nginx, tagSuffix: -alpine}]\n",
  "image-tag-and-digest": "resources: [pod.yaml]\nimages: [{name: nginx, newTag: v1, digest: 'sha256:1'}]\n",
  "image-pattern": "resources: [pod.yaml]\nimages: [{name: 'ngin.', newTag: v1}]\n",
  "image-bad-pattern": "resources: [pod.yaml]\nimages: [{name: 'ngin(', newTag: v1}]\n",
  "replicas-missing": "resources: [pod.yaml]\nreplicas: [{name: nope, count: 1}]\n",
  "replicas-zero": "resources: [pod.yaml]\nreplicas: [{name: web}]\n",
  "label-fields":
    "resources: [pod.yaml, thing.yaml]\nlabels:\n- pairs: {a: b}\n  fields:\n  - {path: spec/x, kind: Thing, create: true}\n  - {path: spec/template/metadata/labels, kind: Deployment, create: true}\n",
  "label-quoting":
    "resources: [a.yaml]\ncommonLabels: {a: 'true', b: '1', c: '', d: 'null', e: '1e3'}\ncommonAnnotations: {long: 'words and words and words and words and words and words and words and words and words', colon: 'a: b', lines: \"a\\nb\"}\n",
  "label-number-key": "resources: [a.yaml]\ncommonLabels: {1: b}\n",
  "deprecated-fields": "bases: [base]\nimageTags: [{name: nginx, newTag: v9}]\n",
  "build-metadata-unknown": "resources: [a.yaml]\nbuildMetadata: [nope]\n",
};

const PLUGINS: Readonly<Record<string, string>> = {
  annotations:
    "kind: AnnotationsTransformer\nmetadata: {name: x}\nannotations: {a: b}\nfieldSpecs: [{path: metadata/annotations, create: true}]",
  labels:
    "kind: LabelTransformer\nmetadata: {name: x}\nlabels: {a: b}\nfieldSpecs: [{path: metadata/labels, create: true}]",
  namespace:
    "kind: NamespaceTransformer\nmetadata: {name: x, namespace: n}\nfieldSpecs: [{path: metadata/name, kind: Namespace, create: true}]",
  "namespace-unset-only": "kind: NamespaceTransformer\nmetadata: {name: x, namespace: n}\nunsetOnly: true",
  "namespace-subjects":
    "kind: NamespaceTransformer\nmetadata: {name: x, namespace: n}\nsetRoleBindingSubjects: allServiceAccounts",
  "namespace-bad-subjects":
    "kind: NamespaceTransformer\nmetadata: {name: x, namespace: n}\nsetRoleBindingSubjects: some",
  prefix: "kind: PrefixTransformer\nmetadata: {name: x}\nprefix: p-\nfieldSpecs: [{path: metadata/name}]",
  "prefix-without-specs": "kind: PrefixTransformer\nmetadata: {name: x}\nprefix: p-",
  suffix: "kind: SuffixTransformer\nmetadata: {name: x}\nsuffix: -s\nfieldSpecs: [{path: metadata/name}]",
  "prefix-suffix":
    "kind: PrefixSuffixTransformer\nmetadata: {name: x}\nprefix: p-\nsuffix: -s\nfieldSpecs: [{path: metadata/name}]",
  image:
    "kind: ImageTagTransformer\nmetadata: {name: x}\nimageTag: {name: nginx, newTag: v3}\nfieldSpecs: [{path: 'spec/template/spec/containers[]/image'}]",
  replicas:
    "kind: ReplicaCountTransformer\nmetadata: {name: x}\nreplica: {name: web, count: 5}\nfieldSpecs: [{path: spec/replicas, kind: Deployment, create: true}]",
  patch:
    'kind: PatchTransformer\nmetadata: {name: x}\npatch: \'[{"op": "add", "path": "/spec/paused", "value": true}]\'\ntarget: {kind: Deployment}',
  "merge-patches":
    "kind: PatchStrategicMergeTransformer\nmetadata: {name: x}\npatches: |-\n  apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: web}\n  spec: {replicas: 8}",
  "json-patch":
    'kind: PatchJson6902Transformer\nmetadata: {name: x}\ntarget: {kind: Deployment, name: web}\njsonOp: \'[{"op": "add", "path": "/spec/paused", "value": true}]\'',
  replacement:
    "kind: ReplacementTransformer\nmetadata: {name: x}\nreplacements:\n- source: {kind: Deployment}\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: [data.from]\n    options: {create: true}",
  "value-add":
    "kind: ValueAddTransformer\nmetadata: {name: x}\nvalue: mid\ntargets:\n- fieldPath: data/path\n  selector: {kind: ConfigMap}\n- fieldPath: data/file\n  filePathPosition: 2\n  selector: {kind: ConfigMap}\n- fieldPath: metadata/namespace",
  hash: "kind: HashTransformer\nmetadata: {name: x}",
  unknown: "kind: NoSuchTransformer\nmetadata: {name: x}",
  "a-generator": "kind: ConfigMapGenerator\nmetadata: {name: x}",
};

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

const PLUGIN_FILES: Readonly<Record<string, string>> = {
  "pod.yaml": POD,
  "config.yaml": object("ConfigMap", "settings", "data: {file: /a/b/c}\n"),
  "roles.yaml":
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: r, namespace: keep}\nsubjects:\n- {kind: ServiceAccount, name: runner}\n- {kind: User, name: default}\n",
  "generator.yaml":
    "apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: made, namespace: n}\nliterals: [a=1]\noptions: {labels: {l: v}}\n",
  "secret.yaml":
    "apiVersion: builtin\nkind: SecretGenerator\nmetadata: {name: secret}\nname: hidden\nliterals: [a=1]\n",
  "iam.yaml":
    "apiVersion: builtin\nkind: IAMPolicyGenerator\nmetadata: {name: iam}\ncloud: gke\nkubernetesService: {name: k, namespace: n}\nserviceAccount: {name: s, projectId: p}\n",
  "transformer.yaml":
    "apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: x}\nlabels: {v: w}\nfieldSpecs: [{path: metadata/labels, create: true}]\n",
  "exec.yaml":
    "apiVersion: example.com/v1\nkind: Exec\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n      exec: {path: ./x}\n",
  "plugins/kustomization.yaml": "resources: [t.yaml]\nnamePrefix: z-\n",
  "plugins/t.yaml":
    "apiVersion: builtin\nkind: AnnotationsTransformer\nmetadata: {name: x}\nannotations: {from: dir}\nfieldSpecs: [{path: metadata/annotations, create: true}]\n",
};

const BASE = { "base/kustomization.yaml": "resources: [a.yaml]\n", "base/a.yaml": object("ConfigMap", "a") };

const TREES: readonly CorpusCase[] = [
  tree("diamond", "top", {
    ...BASE,
    "left/kustomization.yaml": "resources: [../base]\nnamePrefix: l-\n",
    "right/kustomization.yaml": "resources: [../base]\nnamePrefix: r-\n",
    "top/kustomization.yaml": "resources: [../left, ../right]\nnamespace: n\n",
  }),
  tree("diamond-conflict", "top", {
    ...BASE,
    "left/kustomization.yaml": "resources: [../base]\n",
    "right/kustomization.yaml": "resources: [../base]\n",
    "top/kustomization.yaml": "resources: [../left, ../right]\n",
  }),
  tree("diamond-references", "top", {
    "base/kustomization.yaml": "resources: [pod.yaml, s.yaml]\n",
    "base/pod.yaml": POD,
    "base/s.yaml": object("ConfigMap", "settings"),
    "left/kustomization.yaml": "resources: [../base]\nnamePrefix: l-\n",
    "right/kustomization.yaml": "resources: [../base]\nnameSuffix: -r\n",
    "top/kustomization.yaml": "resources: [../left, ../right]\nnamePrefix: t-\n",
  }),
  tree("namespaces-merge", "top", {
    "a/kustomization.yaml": "resources: [c.yaml]\nnamespace: one\n",
    "a/c.yaml": object("ConfigMap", "c"),
    "b/kustomization.yaml": "resources: [c.yaml]\nnamespace: two\n",
    "b/c.yaml": object("ConfigMap", "c"),
    "top/kustomization.yaml": "resources: [../a, ../b]\nnamespace: same\n",
  }),
  tree("namespaces-apart", "top", {
    "a/kustomization.yaml": "resources: [c.yaml, pod.yaml]\nnamespace: one\nnamePrefix: a-\n",
    "a/c.yaml": object("ConfigMap", "settings"),
    "a/pod.yaml": POD,
    "b/kustomization.yaml": "resources: [c.yaml, pod.yaml]\nnamespace: two\n",
    "b/c.yaml": object("ConfigMap", "settings"),
    "b/pod.yaml": POD,
    "top/kustomization.yaml": "resources: [../a, ../b]\nnameSuffix: -x\n",
  }),
  tree("patch-by-old-name", "top", {
    "base/kustomization.yaml": "resources: [pod.yaml]\nnamePrefix: b-\n",
    "base/pod.yaml": POD,
    "top/kustomization.yaml":
      "resources: [../base]\nnamePrefix: t-\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: web}\n    spec: {replicas: 1}\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: b-web}\n    spec: {paused: true}\n",
  }),
  tree("labels-shared-with-patch", "top", {
    "base/kustomization.yaml": "resources: [pod.yaml]\ncommonLabels: {app: x}\n",
    "base/pod.yaml": POD,
    "top/kustomization.yaml":
      "resources: [../base]\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: web, labels: {app: y}}\n",
  }),
  tree("component", "top", {
    ...BASE,
    "c/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: c-\nresources: [b.yaml]\nconfigMapGenerator:\n- name: g\n  literals: [a=1]\n",
    "c/b.yaml": object("ConfigMap", "b"),
    "top/kustomization.yaml": "resources: [../base]\ncomponents: [../c]\nnameSuffix: -t\n",
  }),
  tree("component-twice", "top", {
    ...BASE,
    "c/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: {c: one}\n",
    "d/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncomponents: [../c]\ncommonLabels: {d: two}\n",
    "top/kustomization.yaml": "resources: [../base]\ncomponents: [../c, ../d]\n",
  }),
  tree("component-as-resource", "top", {
    "c/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnamePrefix: c-\n",
    "top/kustomization.yaml": "resources: [../c]\n",
  }),
  tree("kustomization-as-component", "top", { ...BASE, "top/kustomization.yaml": "components: [../base]\n" }),
  tree("component-missing", "top", { "top/kustomization.yaml": "components: [../nope]\n" }),
  tree("cycle", "a", {
    "a/kustomization.yaml": "resources: [../b]\n",
    "b/kustomization.yaml": "resources: [../a]\n",
  }),
  tree("nested-base", "top", {
    "top/kustomization.yaml": "resources: [inner, inner/deep]\n",
    "top/inner/kustomization.yaml": "resources: [x.yaml]\n",
    "top/inner/x.yaml": object("ConfigMap", "x"),
    "top/inner/deep/kustomization.yml": "resources: [y.yaml]\n",
    "top/inner/deep/y.yaml": object("ConfigMap", "y"),
  }),
  tree("base-file-outside", "top", { ...BASE, "top/kustomization.yaml": "resources: [../base/a.yaml]\n" }),
  tree("base-without-kustomization", "top", {
    "base/a.yaml": object("ConfigMap", "a"),
    "top/kustomization.yaml": "resources: [../base]\n",
  }),
  tree("capital-kustomization", "", {
    Kustomization: "resources: [a.yaml]\n",
    "a.yaml": object("ConfigMap", "a"),
  }),
  tree("two-kustomizations", "", {
    "kustomization.yml": "resources: [a.yaml]\n",
    Kustomization: "resources: [a.yaml]\n",
    "a.yaml": object("ConfigMap", "a"),
  }),
  tree("no-kustomization", "", { "a.yaml": object("ConfigMap", "a") }),
  tree("base-broken", "top", {
    "base/kustomization.yaml": "resources: [a.yaml\n",
    "top/kustomization.yaml": "resources: [../base]\n",
  }),
  tree("origin-over-layers", "top", {
    ...BASE,
    "base/kustomization.yaml":
      "resources: [a.yaml]\nnamePrefix: b-\nconfigMapGenerator:\n- name: g\n  literals: [a=1]\n",
    "top/t.yaml":
      "apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: own}\nlabels: {a: b}\nfieldSpecs: [{path: metadata/labels, create: true}]\n",
    "top/kustomization.yaml":
      "resources: [../base]\ntransformers: [t.yaml]\nlabels:\n- pairs: {x: y}\nbuildMetadata: [originAnnotations, transformerAnnotations]\n",
  }),
];

/** Layout of trees, fields of the Kustomization file, configuration, plugins, and what is refused. */
export const STRUCTURE_CASES: readonly CorpusCase[] = [
  ...casesOver(
    "kustomization",
    {
      ...SHARED,
      "base/kustomization.yaml": "resources: [c.yaml]\n",
      "base/c.yaml": POD.replace("name: web", "name: c"),
    },
    KUSTOMIZATIONS,
  ),
  ...casesOver(
    "plugins",
    PLUGIN_FILES,
    Object.fromEntries([
      ...Object.entries(PLUGINS).map(([name, text]) => [
        `inline-${name}`,
        `resources: [pod.yaml, config.yaml, roles.yaml]\ntransformers:\n- |-\n${indented(`apiVersion: builtin\n${text}`)}\n`,
      ]),
      ["generators", "generators: [generator.yaml, secret.yaml, iam.yaml]\n"],
      [
        "generator-inline",
        "generators:\n- |-\n  apiVersion: builtin\n  kind: ConfigMapGenerator\n  metadata: {name: i}\n  literals: [a=1]\n",
      ],
      ["transformer-as-generator", "generators: [transformer.yaml]\n"],
      ["transformer-file", "resources: [pod.yaml]\ntransformers: [transformer.yaml]\n"],
      ["transformer-directory", "resources: [pod.yaml]\ntransformers: [plugins]\n"],
      ["transformer-missing", "resources: [pod.yaml]\ntransformers: [nope.yaml]\n"],
      ["validator", "resources: [pod.yaml]\nvalidators: [transformer.yaml]\n"],
      ["exec", "resources: [pod.yaml]\ntransformers: [exec.yaml]\n"],
    ]),
  ),
  ...TREES,
];
