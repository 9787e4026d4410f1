import { emitYaml } from "go-yaml-ts";
import { expect, test } from "vitest";
import { BuildCache } from "../load/cache.ts";
import { memoryFileSystem, type ReadOnlyFileSystem } from "../load/file-system.ts";
import { kustomization } from "../types/kustomization.ts";
import { build, compareBuild } from "./build.ts";

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

test("builds with one cache read a base once, and what one changes is the other's as it was", () => {
  const memory = memoryFileSystem({
    ...FILES,
    "dev/kustomization.yaml": FILES["prod/kustomization.yaml"].replaceAll("prod", "dev"),
    "dev/patch.yaml": FILES["prod/patch.yaml"].replace("members: 5", "members: null"),
    "both/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\nnameSuffix: -b\n",
    "both/patch.yaml": FILES["prod/patch.yaml"],
    "all/kustomization.yaml": "resources: [../prod, ../dev, ../both, ../base]\n",
  });
  const reads: string[] = [];
  const readFile = (path: string) => {
    reads.push(path);
    return memory.readFile(path);
  };
  const fs: ReadOnlyFileSystem = { readFile, isDirectory: memory.isDirectory };
  const cache = new BuildCache();
  const directories = ["prod", "dev", "all", "base", "both", "prod", "dev"];
  for (const directory of directories) {
    const [shared, own] = [
      build(directory, { fs, cache }),
      build(directory, { fs: memory, cache: new BuildCache() }),
    ];
    if (shared.kind !== "built" || own.kind !== "built") throw new Error(JSON.stringify([shared, own]));
    expect(shared.yaml()).toBe(own.yaml());
  }
  expect(reads.filter((path) => path === "base/cluster.yaml").length).toBe(2);
});

test("a base whose files clash is refused in every build, also after it was read", () => {
  const files = {
    ...FILES,
    "base/kustomization.yaml": "resources: [cluster.yaml, other.yaml]\n",
    "base/other.yaml": FILES["base/cluster.yaml"],
  };
  const options = { fs: memoryFileSystem(files), cache: new BuildCache() };
  const [first, second] = [build("prod", options), build("prod", options)];
  expect(first).toMatchObject({ kind: "refused", diagnostics: [{ code: "kustomize/id-conflict" }] });
  expect(second).toEqual(first);
});

test("a base read without restrictions is not used where they hold", () => {
  const files = {
    ...FILES,
    "base/kustomization.yaml": "resources: [../shared/cluster.yaml]\n",
    "shared/cluster.yaml": FILES["base/cluster.yaml"],
  };
  const options = { fs: memoryFileSystem(files), cache: new BuildCache() };
  expect(build("prod", { ...options, loadRestrictor: "none" }).kind).toBe("built");
  expect(build("prod", options)).toMatchObject({ diagnostics: [{ code: "kustomize/outside-root" }] });
});

test("a comparison looks at every resource: one that cannot be written is refused, whatever stands before it", () => {
  const files = {
    "kustomization.yaml": "resources: [good.yaml, bad.yaml]\n",
    "good.yaml": "{apiVersion: v1, kind: ConfigMap, metadata: {name: good}}\n",
    "bad.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad}\ndata: {a: .nan}\n",
  };
  const compared = compareBuild("", [{ kind: "Other" }], { fs: memoryFileSystem(files) });
  expect(compared).toMatchObject({
    kind: "refused",
    diagnostics: [{ code: "kustomize/unwritable-resource" }],
  });
});

test("a comparison refuses what a build refuses, with the same words", () => {
  const files = {
    "kustomization.yaml": "resources: [bad.yaml]\n",
    "bad.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bad}\ndata:\n  b: .inf\n  a: .nan\n",
  };
  const options = { fs: memoryFileSystem(files) };
  for (const data of [
    { a: 1, b: 2 },
    { b: 1, a: 2 },
  ]) {
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "bad" }, data };
    expect(compareBuild("", [object], options)).toEqual(build("", options));
  }
});

test("a text that is too long to be kept does not keep others out", () => {
  const cache = new BuildCache();
  cache.documents(`a: ${"x".repeat(64 * 1024 * 1024)}\n`);
  expect(cache.documents("a: b\n")).toBe(cache.documents("a: b\n"));
});

test("the same files in another order give the same bytes", () => {
  const reversed = Object.fromEntries(Object.entries(FILES).reverse());
  const [one, two] = [FILES, reversed].map((files) => build("prod", { fs: memoryFileSystem(files) }));
  expect(one?.kind === "built" && two?.kind === "built" && one.yaml() === two.yaml()).toBe(true);
});
