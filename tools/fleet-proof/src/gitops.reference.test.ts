import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { deliveredFleet, treeOf } from "@grampus/compiler/testing";
import { referenceKustomize } from "@grampus/reference-kustomize";
import { build, memoryFileSystem } from "kustomize-ts";
import { expect, test } from "vitest";
import { REPOSITORY } from "./repository.ts";

const reference = referenceKustomize();

if (reference.kind === "impossible")
  process.stderr.write(`skipped: no kustomize to compare with; ${reference.reason}\n`);

/** The folders that Flux, Argo CD and a person build to deliver the environments of this repository. */
const FOLDERS = readdirSync(path.join(REPOSITORY, "environments"), { recursive: true, encoding: "utf8" })
  .filter((file) => /^[^/]+\/gitops\/(argocd-cm\/)?kustomization\.yaml$/.test(file))
  .map((file) => `environments/${path.dirname(file)}`)
  .sort();

function files(directory: string): ReadonlyMap<string, string> {
  const names = readdirSync(path.join(REPOSITORY, directory), { recursive: true, encoding: "utf8" });
  const yaml = names.filter((name) => name.endsWith(".yaml")).map((name) => `${directory}/${name}`);
  return new Map(yaml.map((file) => [file, readFileSync(path.join(REPOSITORY, file), "utf8")]));
}

test("the repository is delivered by both tools", () => {
  expect(FOLDERS.length).toBeGreaterThan(2);
});

test.skipIf(reference.kind === "impossible").each(FOLDERS)(
  "kustomize v5.8.1 builds %s as compile and plan do",
  (directory) => {
    const command = reference.kind === "found" ? reference.path : "";
    const run = spawnSync(command, ["build", path.join(REPOSITORY, directory)], { encoding: "utf8" });
    expect(run.stderr).toBe("");
    const built = build(directory, { fs: memoryFileSystem(files(directory)) });
    expect(built.kind === "built" ? built.yaml() : built.diagnostics).toBe(run.stdout);
  },
);

test.skipIf(reference.kind === "impossible")("kustomize v5.8.1 builds shards as compile does", () => {
  const command = reference.kind === "found" ? reference.path : "";
  const settings = { repository: "https://git.example.com/acme/fleet.git", shards: 3 };
  const names = Array.from({ length: 20 }, (_, index) => `c${index}`);
  const fleet = deliveredFleet([names.slice(0, 6), names.slice(6)], { kind: "flux", settings });
  const tree = treeOf(fleet);
  const shards = [...tree.keys()].filter((file) => /\/shards\/[^/]+\/kustomization\.yaml$/.test(file));
  expect(shards.length).toBe(6);
  const root = mkdtempSync(path.join(tmpdir(), "grampus-shards-"));
  try {
    for (const [file, text] of tree) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    for (const directory of shards.map((file) => path.dirname(file))) {
      const run = spawnSync(command, ["build", path.join(root, directory)], { encoding: "utf8" });
      expect(run.stderr).toBe("");
      const built = build(directory, { fs: memoryFileSystem(tree) });
      expect(built.kind === "built" ? built.yaml() : built.diagnostics).toBe(run.stdout);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
