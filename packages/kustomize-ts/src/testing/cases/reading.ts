import { type CorpusCase, casesOfResources, casesOver } from "../corpus-case.ts";

const HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";
const OBJECT = '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}';

/** Layouts that YAML 1.2 forbids and kustomize's reader takes, and their neighbours that it does not take. */
const LAYOUTS: Readonly<Record<string, string>> = {
  "quotes-continue-at-the-margin": `${HEAD}data:\n  single: 'one\n  two\nthree'\n  double: "one\n two\\\n   three\n\nfour"\n  after: it's\n`,
  "quotes-continue-in-a-list": `${HEAD}data:\n  list:\n  - 'one\ntwo'\n  - plain 'text\n    more'\n  - |\n   'a\n   b\n  - "x\n\ty"\n`,
  "quotes-around-a-document-marker": `${HEAD}data:\n  x: 'one\n--- two'\n`,
  "quotes-without-end": `${HEAD}data:\n  x: 'one\ntwo\n`,
  "quoted-key-over-lines": `${HEAD}data:\n  'one\n': x\n`,
  "quoted-key-behind-a-mark": `${HEAD}data:\n  ? 'one\ntwo'\n  : x\n`,
  "quotes-behind-a-tag": `${HEAD}data:\n  x: !!str 'one\ntwo'\n  y: &y "three\nfour"\n  z: *y\n`,
  "flow-at-the-margin": `${HEAD}data:\n  list: [\none,\n'two\nthree', {k: v,\nl: "w\nx"}\n]\n  map: {\na: b # c }\n}\n  url: [http://a,\nb:c,\nd: e]\n`,
  "flow-with-tabs": `${HEAD}data:\n  list: [\n\tone,\n\ttwo]\n`,
  "flow-without-end": `${HEAD}data:\n  list: [one, 'two\nthree'\n`,
  "flow-without-comma": `${HEAD}data:\n  list: [one\ntwo: three]\n`,
  "quotes-in-a-block-key": `${HEAD}data:\n  ? |-\n    #\n    "\n  : x\n  list: [\n]\n`,
  "quotes-in-a-block-with-comments": `${HEAD}data:\n  a: |\n    # it's\n    "\n  # it's\n  b: plain\n    # it's\n  c: [x,\ny]\n`,
  "merge-key-of-a-text-behind-quotes": `${HEAD}data:\n  ? |-\n    #\n    "\n  : x\n  y: {<<: ""}\n`,
  "two-objects": `${OBJECT}\n${OBJECT.replace('"a"', '"b"')}\n`,
  "bracket-behind-an-object": `${OBJECT}\n}\n`,
  "bracket-behind-a-map": `${HEAD}}\n`,
  "text-behind-an-object": `${OBJECT}\ntext: more\n`,
  "bracket-on-the-line-of-an-object": `${OBJECT} }\n`,
  "comma-on-the-line-of-an-object": `${OBJECT},\n`,
  "object-on-the-line-of-an-object": `${OBJECT}${OBJECT}\n`,
  "text-on-the-line-of-an-end": `${HEAD}... more\n`,
  "object-without-comma": OBJECT.replace(", ", " "),
  "tab-in-front-of-a-block": `${HEAD}data:\n  a: |\n    \tone\n    two\n`,
  "tab-in-front-of-a-folded-block": `${HEAD}data:\n  a: >-\n\n    \tone\n`,
  "tab-further-left-in-a-block": `${HEAD}data:\n  a: |\n      one\n    \ttwo\n`,
  "tab-in-an-empty-block": `${HEAD}data:\n  a: |\n    \t\n`,
  "tab-behind-a-hint": `${HEAD}data:\n  a: |2\n    \tone\n`,
  "tab-inside-a-block": `${HEAD}data:\n  a: |\n    one\n    \ttwo\n`,
  "tabs-in-folded-blocks": `${HEAD}data:\n  a: >\n    one\ttwo\n    three\n\n    four\n\n     five\n  b: >+\n    x\n    \ty\n\n    z\n\n`,
  "tab-in-front-of-a-quoted-text": `${HEAD}data:\n  a: "\\tone\\ntwo"\n  b: "\\tone"\n`,
  "object-with-comments": `{"apiVersion": "v1", // one\n"kind": "ConfigMap", "metadata": {"name": "a"}}\n`,
  "flow-key-over-lines": `${HEAD}data: {a\n  : b}\n`,
  "explicit-flow-key-over-lines": `${HEAD}data: {? a\n  : b}\n`,
  "line-of-a-tab": `${HEAD}data:\n  a: b\n\t\n  c: d\n`,
  "line-of-a-tab-as-far-in": `${HEAD}data:\n  a: b\n  \t\n  c: d\n`,
  "line-of-a-tab-further-in": `${HEAD}data:\n  a: b\n   \t\n  c: d\n`,
  "line-of-a-tab-behind-quotes": `${HEAD}data:\n  a: 'b'\n    \t\n  c: d\n`,
  "line-of-a-tab-behind-a-comment": `${HEAD}data:\n  a: b\n  # c\n      \t\n  c: d\n`,
  "line-of-a-tab-at-the-end": `${HEAD}\t\n`,
  "line-of-a-tab-at-the-start": `\t\n${HEAD}`,
  "document-of-a-tab": `${HEAD}---\n\t\n`,
  "comment-behind-a-tab": `${HEAD}data:\n  a: b\n\t# c\n`,
  "tab-behind-a-dash": `${HEAD}list:\n- \ta\n`,
  "tabs-inside-scalars": `${HEAD}data:\n  a: |\n    x\n    \ty\n  b: "x\n\ty"\n  c: one\n    \ttwo\n  d: [x,\n\ty]\n`,
  "escaped-surrogates": `${HEAD}data:\n  a: "\\ud83d\\ude00"\n`,
  "escaped-surrogate-in-json": OBJECT.replace('"a"', '"a\\ud83d"'),
  "escaped-backslash-in-front-of-a-surrogate": `${HEAD}data:\n  a: "\\\\ud83d \\u00e9 \\U0001F600"\n`,
  "control-character-in-a-value": `${HEAD}data:\n  a: x\u0007y\n`,
  "control-character-in-a-comment": `${HEAD}# \u001b\n`,
  "nul-at-the-end": `${HEAD}\0`,
  "delete-character": `${HEAD}data:\n  a: "x\u007fy"\n`,
  "old-control-character": `${HEAD}data:\n  a: "x\u0080y"\n`,
  "question-mark-in-a-flow-list": `${HEAD}list: [a, http://x/?a=b]\n`,
  "question-mark-in-a-flow-map": `${HEAD}map: {a: b?}\n`,
  "quoted-question-mark-in-flow": `${HEAD}list: ["http://x/?a=b"]\nplain: http://x/?a=b\n`,
  "anchor-with-a-dot": `${HEAD}a: &a.b x\nb: y\n`,
  "anchor-with-a-slash": `${HEAD}a: &a/b x\n`,
  "anchor-with-dashes": `${HEAD}a: &a-b_1 x\nb: *a-b_1\n`,
  "lines-further-left": HEAD.replaceAll(/^/gm, "  ").concat("data: {a: b}\n"),
  "lines-a-little-further-left": HEAD.replaceAll(/^/gm, "  ").concat(" data: {a: b}\n"),
  "inner-lines-further-left": `${HEAD}data:\n  a: b\n c: d\n`,
  "old-line-ends": HEAD.replaceAll("\n", "\r"),
};

const NOTES = "resources: [a.yaml]\n";

/** Scalars of a Kustomization file: tags, nulls in lists and maps, and spellings of keys. */
const KUSTOMIZATIONS: Readonly<Record<string, string>> = {
  "tag-of-a-text": `${NOTES}namePrefix: !!str 1\n`,
  "tag-of-a-number": `${NOTES}namePrefix: !!int '1'\n`,
  "tag-of-its-own": `${NOTES}namePrefix: !own 1\n`,
  "tag-of-no-type": `${NOTES}commonLabels: {a: ! 5}\nnamePrefix: ! x-\n`,
  "tag-of-bytes": `${NOTES}namePrefix: !!binary eC0=\ncommonLabels: {a: !!binary Yg==}\n`,
  "tab-first-in-a-patched-text": `${NOTES}patches:\n- target: {kind: ConfigMap}\n  patch: '[{"op": "add", "path": "/data", "value": {"a": "\\tone\\ntwo"}}]'\n`,
  "tab-first-in-a-patched-line": `${NOTES}patches:\n- target: {kind: ConfigMap}\n  patch: '[{"op": "add", "path": "/data", "value": {"a": "\\tone"}}]'\n`,
  "tab-first-in-an-annotation": `${NOTES}commonAnnotations: {a: "\\tone\\ntwo"}\n`,
  "control-character": `${NOTES}# \u0007\n`,
  "bracket-behind-all": '{"resources": ["a.yaml"]}}\n',
  "null-label": `${NOTES}commonLabels: {a: ~, b: c}\ncommonAnnotations: {d: }\n`,
  "null-entries": `${NOTES}labels: [~]\nimages: [~]\ntransformers: [~]\ngenerators: [~]\n`,
  "null-patch": `${NOTES}patches: [~]\n`,
  "null-resource": "resources: [a.yaml, ~]\n",
  "empty-kind": `${NOTES}kind: ''\n`,
  "only-empty-texts": "namespace: ''\nnamePrefix: ''\n",
  "two-spellings": `${NOTES}nameprefix: lower-\nnamePrefix: exact-\n`,
  "two-spellings-reversed": `${NOTES}namePrefix: exact-\nNamePrefix: upper-\n`,
  "chart-settings-without-a-chart": `${NOTES}helmGlobals: {chartHome: charts}\nhelmCharts: []\n`,
  "chart-settings-unknown": `${NOTES}helmGlobals: {home: charts}\n`,
  "further-left": "  resources: [a.yaml]\nnamePrefix: p-\n",
};

const BINDING = (namespace: string): string =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}\nsubjects:\n- {kind: ServiceAccount, name: s, namespace: ${namespace}}\n`;

/** Fields that a reference needs and that are null or of another type. */
const REFERENCES: Readonly<Record<string, string>> = {
  "subject-namespace-null": BINDING("null"),
  "subject-namespace-number": BINDING("1"),
  "subject-namespace-text": BINDING("'1'"),
  "null-version": "apiVersion: ~\nkind: Deployment\nmetadata: {name: a}\n",
  "null-version-without-references": "apiVersion: ~\nkind: Thing\nmetadata: {name: a}\n",
  "empty-version": "apiVersion: ''\nkind: Deployment\nmetadata: {name: a}\n",
};

/** Files that `crds` names. */
const CRDS: Readonly<Record<string, string>> = {
  "custom-resource-definition":
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: x}\n",
  list: "[]\n",
  empty: "",
  "text-for-a-definition": "x: y\n",
  "number-for-a-schema": "x: {Schema: 5}\n",
  "number-for-properties": "x: {Schema: {properties: 5}}\n",
  "empty-definitions": "x: ~\ny: {Schema: {}}\nz: {}\n",
};

/** How files are read where they are not as they should be. */
export const READING_CASES: readonly CorpusCase[] = [
  ...casesOfResources("reading", LAYOUTS),
  ...casesOver(
    "reading",
    { "a.yaml": HEAD },
    Object.fromEntries(Object.entries(KUSTOMIZATIONS).map(([name, text]) => [`kustomization-${name}`, text])),
  ),
  ...casesOfResources("reading", REFERENCES),
  ...Object.entries(CRDS).map(([name, text]) => ({
    name: `reading/crds-${name}`,
    files: { "kustomization.yaml": `${NOTES}crds: [crds.yaml]\n`, "a.yaml": HEAD, "crds.yaml": text },
  })),
  {
    name: "reading/env-file-with-a-byte-order-mark-in-a-line",
    files: {
      "kustomization.yaml": "configMapGenerator:\n- name: a\n  envs: [e]\n",
      e: "\ufeffA=1\n\ufeffB=2\n\u3000C=3\nD=\ufeff4\n",
    },
  },
];
