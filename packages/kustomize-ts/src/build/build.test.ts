import { expect, test } from "vitest";
import { memoryFileSystem, type ReadOnlyFileSystem } from "../load/file-system.ts";
import { kustomization } from "../model/kustomization.ts";
import { emitYaml } from "../yaml/emit.ts";
import { build } from "./build.ts";

const FILES = {
  "base/kustomization.yaml": emitYaml(kustomization({ resources: ["cluster.yaml"] })),
  "base/cluster.yaml":
    "apiVersion: mysql.oracle.com/v1alpha1\nkind: Cluster\nmetadata:\n  name: orders\nspec:\n  members: 3\n",
  "prod/kustomization.yaml": emitYaml(
    kustomization({
      resources: ["../base"],
      namespace: "mysql-prod",
      labels: [{ pairs: { env: "prod" }, includeSelectors: false }],
      patches: [{ path: "patch.yaml" }],
      sortOptions: { order: "fifo" },
    }),
  ),
  "prod/patch.yaml":
    "apiVersion: mysql.oracle.com/v1alpha1\nkind: Cluster\nmetadata:\n  name: orders\nspec:\n  members: 5\n",
};

test("a built resource tells its content, its file and what changed it", () => {
  const result = build("prod", { fs: memoryFileSystem(FILES), provenance: true });
  if (result.kind !== "built") throw new Error(JSON.stringify(result.diagnostics));
  const [cluster] = result.resources;
  expect(cluster).toMatchObject({
    apiVersion: "mysql.oracle.com/v1alpha1",
    kind: "Cluster",
    name: "orders",
    namespace: "mysql-prod",
    file: "base/cluster.yaml",
  });
  expect(cluster?.value()).toEqual({
    apiVersion: "mysql.oracle.com/v1alpha1",
    kind: "Cluster",
    metadata: { name: "orders", namespace: "mysql-prod", labels: { env: "prod" } },
    spec: { members: 5 },
  });
  expect(cluster?.touches).toEqual([
    { file: "prod/patch.yaml", by: "patches", entry: "patches[0]", fields: ["spec.members"] },
    {
      file: "prod/kustomization.yaml",
      by: "namespace",
      entry: "namespace",
      fields: ["metadata.namespace"],
    },
    {
      file: "prod/kustomization.yaml",
      by: "labels",
      entry: "labels[0]",
      fields: ["metadata.labels.env"],
    },
  ]);
  expect(emitYaml(cluster?.value() ?? null)).toBe(result.yaml());
});

test("a resource tells what generators, references and variables did to it, and which of several patches", () => {
  const files = {
    "base/kustomization.yaml": "resources: [pod.yaml]\nconfigMapGenerator: [{name: c, literals: [a=1]}]\n",
    "base/pod.yaml":
      "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {volumes: [{name: v, configMap: {name: c}}], containers: [{name: x, command: [$(V)]}]}\n",
    "top/kustomization.yaml": `resources: [../base]
namePrefix: p-
configMapGenerator: [{name: c, behavior: merge, literals: [a=2]}]
patches:
- {target: {kind: Pod}, patch: '[{"op": "add", "path": "/spec/hostNetwork", "value": true}]'}
- {target: {kind: Pod}, patch: '[{"op": "add", "path": "/spec/hostPID", "value": true}]'}
vars: [{name: V, objref: {apiVersion: v1, kind: ConfigMap, name: c}, fieldref: {fieldPath: data.a}}]
`,
  };
  const result = build("top", { fs: memoryFileSystem(files), provenance: true });
  if (result.kind !== "built") throw new Error(JSON.stringify(result.diagnostics));
  const touches = result.resources.map(({ kind, touches: all }) => [
    kind,
    ...all.map(({ entry, fields }) => `${entry}: ${fields.join(" ")}`),
  ]);
  expect(touches).toEqual([
    [
      "ConfigMap",
      "configMapGenerator[0]: data.a",
      "namePrefix: metadata.name",
      "nameSuffixHash: metadata.name",
    ],
    [
      "Pod",
      "patches[0]: spec.hostNetwork",
      "patches[1]: spec.hostPID",
      "namePrefix: metadata.name",
      "nameReference: spec.volumes[0].configMap.name",
      "vars: spec.containers[0].command[0]",
    ],
  ]);
});

test("builds over one file system read a base once, and do not disturb each other", () => {
  const memory = memoryFileSystem(FILES);
  const fs: ReadOnlyFileSystem = { readFile: memory.readFile, isDirectory: memory.isDirectory };
  const first = build("prod", { fs });
  const second = build("prod", { fs });
  const base = build("base", { fs });
  expect(first.kind === "built" && second.kind === "built" && second.yaml() === first.yaml()).toBe(true);
  expect(base.kind === "built" && base.yaml()).toContain("members: 3");
});

test("the same files in another order give the same bytes", () => {
  const reversed = Object.fromEntries(Object.entries(FILES).reverse());
  const [one, two] = [FILES, reversed].map((files) => build("prod", { fs: memoryFileSystem(files) }));
  expect(one?.kind === "built" && two?.kind === "built" && one.yaml() === two.yaml()).toBe(true);
});
