import { type CorpusCase, casesOver } from "../corpus-case.ts";

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  "app.properties": "color=blue\nsize=big\n",
  "dir/file.txt": "text in a file",
  "many-lines.conf": "[a]\n  b = 1\n\n[c]\nd\t= 2\n",
  "trailing.txt": "space at the end \nnext\n",
  "windows.txt": "one\r\ntwo\r\n",
  "empty.txt": "",
  "env.txt": "\ufeff# comment\nA=1\n  B = spaced \nC\n\nD=a=b\nE='quoted'\n",
  "env-windows.txt": "A=1\r\nB=2\r\n",
  "binary.bin": Uint8Array.from([0, 255, 128, 1, 2, 3]),
  "long.bin": Uint8Array.from({ length: 300 }, (_, index) => (index * 7 + 200) % 256),
  "long-text.txt": "x".repeat(400),
  "html.txt": '<a href="x">&amp;</a>\u2028é',
  "deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
      - name: web
        image: web
        envFrom:
        - configMapRef: {name: settings}
        - secretRef: {name: keys}
      volumes:
      - name: v
        configMap: {name: settings}
      - name: p
        projected:
          sources:
          - configMap: {name: settings}
          - secret: {name: keys}
`,
  "existing.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels: {old: l}\n  annotations: {old: a}\ndata: {a: old, b: old}\nbinaryData: {x: eA==}\n",
};

const KUSTOMIZATIONS: Readonly<Record<string, string>> = {
  literals:
    'configMapGenerator:\n- name: settings\n  literals: [a=1, b=two words, c="quoted", d=\'single\', e=, f=a=b, g="half, h=yes]\n',
  "literal-without-equals": "configMapGenerator:\n- name: settings\n  literals: [nope]\n",
  "literal-without-key": "configMapGenerator:\n- name: settings\n  literals: [=nope]\n",
  files:
    "configMapGenerator:\n- name: settings\n  files: [app.properties, dir/file.txt, key=dir/file.txt, many-lines.conf, trailing.txt, windows.txt, empty.txt]\n",
  "file-two-equals": "configMapGenerator:\n- name: settings\n  files: [a=b=c]\n",
  "file-no-key": "configMapGenerator:\n- name: settings\n  files: [=app.properties]\n",
  "file-no-path": "configMapGenerator:\n- name: settings\n  files: [key=]\n",
  "file-missing": "configMapGenerator:\n- name: settings\n  files: [nope.txt]\n",
  "file-outside": "configMapGenerator:\n- name: settings\n  files: [../outside.txt]\n",
  binary: "configMapGenerator:\n- name: settings\n  files: [binary.bin, long.bin, app.properties]\n",
  "long-text": "configMapGenerator:\n- name: settings\n  files: [long-text.txt, html.txt]\n",
  envs: "configMapGenerator:\n- name: settings\n  envs: [env.txt]\n",
  "envs-windows": "configMapGenerator:\n- name: settings\n  envs: [env-windows.txt]\n",
  env: "configMapGenerator:\n- name: settings\n  env: app.properties\n",
  "env-binary": "configMapGenerator:\n- name: settings\n  envs: [binary.bin]\n",
  "all-sources":
    "configMapGenerator:\n- name: settings\n  envs: [app.properties]\n  literals: [x=y]\n  files: [dir/file.txt]\n",
  "repeated-key": "configMapGenerator:\n- name: settings\n  literals: [a=1, a=2]\n",
  empty: "configMapGenerator:\n- name: settings\n",
  nameless: "configMapGenerator:\n- literals: [a=1]\n",
  namespace:
    "configMapGenerator:\n- name: settings\n  namespace: elsewhere\n  literals: [a=1]\nnamespace: other\n",
  "no-hash":
    "configMapGenerator:\n- name: settings\n  literals: [a=1]\n  options: {disableNameSuffixHash: true}\n",
  options:
    "configMapGenerator:\n- name: settings\n  literals: [a=1]\n  options:\n    labels: {l: '1', m: x}\n    annotations: {n: yes please}\n    immutable: true\n",
  "global-options":
    "generatorOptions:\n  labels: {g: global}\n  annotations: {g: global}\n  disableNameSuffixHash: true\n  immutable: true\nconfigMapGenerator:\n- name: settings\n  literals: [a=1]\n  options:\n    labels: {g: own, l: own}\nsecretGenerator:\n- name: keys\n  literals: [a=1]\n",
  secret:
    "secretGenerator:\n- name: keys\n  literals: [a=1, b=é]\n  files: [binary.bin, long.bin, long-text.txt, many-lines.conf]\n",
  "secret-type":
    "secretGenerator:\n- name: keys\n  type: kubernetes.io/tls\n  files: [tls.crt=app.properties, tls.key=dir/file.txt]\n",
  "secret-empty": "secretGenerator:\n- name: keys\n",
  references:
    "resources: [deployment.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [a=1]\nsecretGenerator:\n- name: keys\n  literals: [b=2]\n",
  "references-with-prefix":
    "namePrefix: p-\nnameSuffix: -s\nnamespace: n\nresources: [deployment.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [a=1]\nsecretGenerator:\n- name: keys\n  literals: [b=2]\n",
  "merge-existing":
    "resources: [existing.yaml]\nconfigMapGenerator:\n- name: settings\n  behavior: merge\n  literals: [a=new, c=new]\n  options: {labels: {new: l}}\n",
  "merge-binary":
    "resources: [existing.yaml]\nconfigMapGenerator:\n- name: settings\n  behavior: merge\n  files: [binary.bin]\n",
  "replace-existing":
    "resources: [existing.yaml]\nconfigMapGenerator:\n- name: settings\n  behavior: replace\n  literals: [c=new]\n",
  "create-existing":
    "resources: [existing.yaml]\nconfigMapGenerator:\n- name: settings\n  behavior: create\n  literals: [c=new]\n",
  "merge-missing": "configMapGenerator:\n- name: settings\n  behavior: merge\n  literals: [c=new]\n",
  "replace-missing": "configMapGenerator:\n- name: settings\n  behavior: replace\n  literals: [c=new]\n",
  "unknown-behavior": "configMapGenerator:\n- name: settings\n  behavior: sometimes\n  literals: [c=new]\n",
  "twice-the-same":
    "configMapGenerator:\n- name: settings\n  literals: [a=1]\n- name: settings\n  literals: [b=1]\n",
  "merge-own":
    "configMapGenerator:\n- name: settings\n  literals: [a=1]\n- name: settings\n  behavior: merge\n  literals: [b=1]\n",
  "patched-before-hash":
    "configMapGenerator:\n- name: settings\n  literals: [a=1]\npatches:\n- patch: |-\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: settings}\n    data: {a: patched, n: null}\n",
  "json-patched-before-hash":
    'secretGenerator:\n- name: keys\n  literals: [a=1]\npatches:\n- patch: \'[{"op": "add", "path": "/stringData", "value": {"x": "<y>"}}]\'\n  target: {kind: Secret}\n',
  "labels-do-not-change-hash":
    "labels:\n- pairs: {a: b}\nconfigMapGenerator:\n- name: settings\n  literals: [a=1]\n",
};

function layered(name: string, base: string, over: string): CorpusCase {
  return {
    name: `generators/${name}`,
    directory: "over",
    files: {
      "base/kustomization.yaml": base,
      "base/deployment.yaml": String(FILES["deployment.yaml"]),
      "over/kustomization.yaml": `resources: [../base]\n${over}`,
      "over/app.properties": "color=red\n",
    },
  };
}

const BASE =
  "resources: [deployment.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [a=1, b=2]\nsecretGenerator:\n- name: keys\n  literals: [k=v]\n";

/** Generators of ConfigMaps and Secrets: sources, options, hashes, and merging over layers. */
export const GENERATOR_CASES: readonly CorpusCase[] = [
  ...casesOver("generators", FILES, KUSTOMIZATIONS),
  layered(
    "over-merge",
    BASE,
    "configMapGenerator:\n- name: settings\n  behavior: merge\n  literals: [a=over, c=3]\n",
  ),
  layered(
    "over-replace",
    BASE,
    "configMapGenerator:\n- name: settings\n  behavior: replace\n  envs: [app.properties]\n",
  ),
  layered(
    "over-merge-with-prefix",
    `namePrefix: b-\n${BASE}`,
    "namePrefix: o-\nconfigMapGenerator:\n- name: settings\n  behavior: merge\n  literals: [a=over]\n",
  ),
  layered(
    "over-merge-without-hash",
    BASE,
    "configMapGenerator:\n- name: settings\n  behavior: merge\n  literals: [a=over]\n  options: {disableNameSuffixHash: true}\n",
  ),
  layered("over-prefix", BASE, "namePrefix: o-\nnamespace: prod\n"),
  layered("over-second", BASE, "configMapGenerator:\n- name: other\n  literals: [x=1]\n"),
];
