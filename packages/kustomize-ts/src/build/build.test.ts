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
    { file: "prod/patch.yaml", by: "patches", fields: ["spec.members"] },
    { file: "prod/kustomization.yaml", by: "namespace", fields: ["metadata.namespace"] },
    { file: "prod/kustomization.yaml", by: "labels", fields: ["metadata.labels.env"] },
  ]);
  expect(emitYaml(cluster?.value() ?? null)).toBe(result.yaml());
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
