import type { CorpusCase } from "../corpus-case.ts";

const WORKLOAD = `apiVersion: example.com/v1
kind: Workload
metadata:
  name: main
spec:
  template:
    spec:
      containers:
      - {name: web, image: "web:1", env: [{name: MODE, value: fast}]}
      volumes:
      - {name: data, emptyDir: {}}
`;

const DEPLOYMENT = WORKLOAD.replace("example.com/v1", "apps/v1").replace("Workload", "Deployment");

/** A kind of its own whose pods are native; the definition of a volume is its own too. */
const SCHEMA = JSON.stringify({
  definitions: {
    "com.example.v1.Workload": {
      type: "object",
      properties: { spec: { $ref: "#/definitions/com.example.v1.WorkloadSpec" } },
      "x-kubernetes-group-version-kind": [{ group: "example.com", version: "v1", kind: "Workload" }],
    },
    "com.example.v1.WorkloadSpec": {
      type: "object",
      properties: { template: { $ref: "#/definitions/io.k8s.api.core.v1.PodTemplateSpec" } },
    },
    "io.k8s.api.core.v1.Container": {
      type: "object",
      properties: { name: { type: "string" }, env: { type: "array", items: { type: "object" } } },
    },
  },
});

function patch(apiVersion: string, kind: string): string {
  return `patches:
- patch: |-
    apiVersion: ${apiVersion}
    kind: ${kind}
    metadata: {name: main}
    spec:
      template:
        spec:
          containers:
          - {name: web, env: [{name: EXTRA, value: "1"}]}
          volumes:
          - {name: more, emptyDir: {}}
`;
}

const COMPONENT = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";
const OWN = patch("example.com/v1", "Workload");
const NATIVE = patch("apps/v1", "Deployment");

function tree(name: string, files: Readonly<Record<string, string>>): CorpusCase {
  const shared = { "base/own.yaml": WORKLOAD, "base/native.yaml": DEPLOYMENT, "over/schema.json": SCHEMA };
  return { name: `openapi/${name}`, directory: "top", files: { ...shared, ...files } };
}

/** Which schemas are known when an `openapi` field comes late: it depends on what was looked up before it. */
export const OPENAPI_CASES: readonly CorpusCase[] = [
  tree("before-everything", {
    "base/kustomization.yaml": "resources: [own.yaml, native.yaml]\n",
    "over/kustomization.yaml": `${COMPONENT}openapi: {path: schema.json}\n${OWN}`,
    "top/kustomization.yaml": `components: [../over]\n${OWN}`,
    "top/own.yaml": WORKLOAD,
  }),
  tree("behind-a-foreign-kind", {
    "base/kustomization.yaml": "resources: [own.yaml]\n",
    "over/kustomization.yaml": `${COMPONENT}openapi: {path: schema.json}\n${OWN}`,
    "top/kustomization.yaml": "resources: [../base]\ncomponents: [../over]\n",
  }),
  tree("behind-a-native-kind", {
    "base/kustomization.yaml": "resources: [native.yaml]\n",
    "over/kustomization.yaml": `${COMPONENT}openapi: {path: schema.json}\n${NATIVE}`,
    "top/kustomization.yaml": "resources: [../base]\ncomponents: [../over]\n",
  }),
  tree("behind-a-merge", {
    "base/kustomization.yaml": `resources: [native.yaml]\n${NATIVE}`,
    "over/kustomization.yaml": `${COMPONENT}openapi: {path: schema.json}\n${NATIVE}`,
    "top/kustomization.yaml": "resources: [../base]\ncomponents: [../over]\n",
  }),
  tree("behind-a-merge-of-a-foreign-kind", {
    "base/kustomization.yaml": `resources: [own.yaml]\n${OWN}`,
    "over/kustomization.yaml": `${COMPONENT}openapi: {path: schema.json}\n${OWN}`,
    "top/kustomization.yaml": "resources: [../base]\ncomponents: [../over]\n",
  }),
  tree("in-a-base", {
    "base/kustomization.yaml": `resources: [own.yaml, native.yaml]\nopenapi: {path: schema.json}\n${OWN}`,
    "base/schema.json": SCHEMA,
    "top/kustomization.yaml": `resources: [../base]\n${NATIVE}`,
  }),
  tree("second-is-ignored", {
    "base/kustomization.yaml": "resources: [own.yaml]\nopenapi: {path: schema.json}\n",
    "base/schema.json": "definitions: {}\n",
    "over/kustomization.yaml": `${COMPONENT}openapi: {path: schema.json}\n${OWN}`,
    "top/kustomization.yaml": "resources: [../base]\ncomponents: [../over]\n",
  }),
  tree("version-then-path", {
    "base/kustomization.yaml": "resources: [native.yaml]\nopenapi: {version: v1.21.2}\n",
    "over/kustomization.yaml": `${COMPONENT}openapi: {path: schema.json}\n${NATIVE}`,
    "top/kustomization.yaml": "resources: [../base]\ncomponents: [../over]\n",
  }),
];
