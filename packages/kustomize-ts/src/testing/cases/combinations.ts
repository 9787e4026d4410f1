import type { CorpusCase } from "../corpus-case.ts";
import { ZOO } from "./zoo.ts";

/** Fragments of a Kustomization over the zoo, each using one field. */
export const FRAGMENTS: Readonly<Record<string, string>> = {
  namespace: "namespace: other\n",
  "name-prefix": "namePrefix: pre-\n",
  "name-suffix": "nameSuffix: -suf\n",
  labels: 'labels:\n- pairs:\n    team: blue\n    on-call: "yes"\n',
  "labels-selectors": "labels:\n- pairs:\n    team: red\n  includeSelectors: true\n",
  "labels-templates": "labels:\n- pairs:\n    team: green\n  includeTemplates: true\n",
  "common-labels": "commonLabels:\n  app: shop\n",
  "common-annotations": 'commonAnnotations:\n  note: "1"\n  long: a b c\n',
  images:
    'images:\n- name: nginx\n  newTag: "1.28"\n- name: mysql\n  newName: example.com/mysql\n- name: docker.io/library/busybox\n  digest: sha256:0123\n- name: registry.example.com:5000/team/side\n  newTag: v2\n',
  replicas: "replicas:\n- name: web\n  count: 7\n- name: db\n  count: 3\n",
  "patch-merge":
    "patches:\n- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata:\n      name: web\n      namespace: shop\n    spec:\n      template:\n        spec:\n          containers:\n          - name: web\n            env:\n            - name: MODE\n              value: slow\n          - name: extra\n            image: extra:1\n",
  "patch-json":
    "patches:\n- target:\n    kind: Service\n    name: db\n  patch: |\n    - op: replace\n      path: /spec/ports/0/port\n      value: 33060\n    - op: add\n      path: /spec/ports/-\n      value: {name: admin, port: 33062}\n",
  "patch-target":
    'patches:\n- target:\n    kind: Deployment|StatefulSet\n  patch: |\n    apiVersion: apps/v1\n    kind: any\n    metadata:\n      name: any\n      annotations:\n        patched: "true"\n    spec:\n      template:\n        spec:\n          priorityClassName: high\n',
  "config-map-generator": "configMapGenerator:\n- name: generated\n  literals: [a=1, b=two]\n",
  "config-map-merge":
    "configMapGenerator:\n- name: settings\n  namespace: shop\n  behavior: merge\n  literals: [mode=slow, extra=1]\n",
  "secret-generator":
    "secretGenerator:\n- name: generated\n  literals: [password=x]\n  type: example.com/secret\n",
  replacements:
    "replacements:\n- source:\n    kind: ConfigMap\n    name: settings\n    fieldPath: data.mode\n  targets:\n  - select:\n      kind: Deployment\n    fieldPaths: [spec.template.spec.containers.*.env.0.value]\n    options: {create: true}\n",
  vars: "vars:\n- name: DB\n  objref: {kind: Service, name: db, apiVersion: v1}\n",
  fifo: "sortOptions:\n  order: fifo\n",
  "build-metadata": "buildMetadata: [originAnnotations, transformerAnnotations, managedByLabel]\n",
};

function topKey(fragment: string): string {
  return fragment.slice(0, fragment.indexOf(":"));
}

function together(name: string, fragments: readonly string[]): CorpusCase {
  const text = `resources:\n- zoo.yaml\n${fragments.join("")}`;
  return { name: `combinations/${name}`, files: { "zoo.yaml": ZOO, "kustomization.yaml": text } };
}

function overlay(name: string, base: string, over: string): CorpusCase {
  return {
    name: `overlays/${name}`,
    directory: "overlay",
    files: {
      "base/zoo.yaml": ZOO,
      "base/kustomization.yaml": `resources:\n- zoo.yaml\n${base}`,
      "overlay/kustomization.yaml": `resources:\n- ../base\n${over}`,
    },
  };
}

/** Every field alone, and every pair of fields in one kustomization. */
export const COMBINATION_CASES: readonly CorpusCase[] = Object.entries(FRAGMENTS).flatMap(
  ([name, fragment], index) => [
    together(name, [fragment]),
    ...Object.entries(FRAGMENTS)
      .slice(index + 1)
      .filter(([, other]) => topKey(other) !== topKey(fragment))
      .map(([otherName, other]) => together(`${name}+${otherName}`, [fragment, other])),
  ],
);

/** Every field in a base, under an overlay that changes names and namespace; and the other way round. */
export const OVERLAY_CASES: readonly CorpusCase[] = Object.entries(FRAGMENTS).flatMap(([name, fragment]) => [
  overlay(
    `${name}-in-base`,
    fragment,
    "namePrefix: over-\nnamespace: prod\nlabels:\n- pairs: {env: prod}\n  includeSelectors: true\n",
  ),
  overlay(`${name}-over`, "namePrefix: base-\ncommonAnnotations: {from: base}\n", fragment),
]);
