import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuildResult, build } from "../accumulate/build.ts";
import { GitFault, gitFileSystem } from "./git-file-system.ts";

let repository = "";

function git(...parameters: readonly string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", ["-C", repository, ...identity, ...parameters], { encoding: "utf8" });
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(repository, path, ".."), { recursive: true });
  writeFileSync(join(repository, path), content);
}

function configMap(value: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  value: ${value}\n`;
}

function yamlOf(result: BuildResult): string {
  return result.kind === "built" ? result.yaml() : JSON.stringify(result.diagnostics);
}

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "kustomize-git-"));
  git("init", "--quiet", "--initial-branch=main");
  write("base/kustomization.yaml", "resources: [settings.yaml]\n");
  write("base/settings.yaml", configMap("first"));
  write("prod/kustomization.yaml", "resources: [../base]\nnamespace: prod\n");
  git("add", ".");
  git("commit", "--quiet", "--message=first");
  write("base/settings.yaml", configMap("second"));
  write("bytes/kustomization.yaml", "configMapGenerator: [{name: b, files: [data.bin]}]\n");
  write("bytes/data.bin", Uint8Array.of(0xff, 0x00, 0x80));
  symlinkSync("base", join(repository, "linked"));
  symlinkSync("../base/settings.yaml", join(repository, "prod/outside.yaml"));
  symlinkSync("circle", join(repository, "circle"));
  git("add", ".");
  git("commit", "--quiet", "--message=second");
  write("base/settings.yaml", configMap("uncommitted"));
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

describe("a build from a Git tree", () => {
  test("reads the revision, not what is checked out", () => {
    expect(yamlOf(build("prod", { fs: gitFileSystem(repository) }))).toBe(
      "apiVersion: v1\ndata:\n  value: second\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: prod\n",
    );
    expect(yamlOf(build("prod", { fs: gitFileSystem(repository, "HEAD~1") }))).toContain("value: first");
  });

  test("starts at the top of the tree from any directory of the repository", () => {
    expect(yamlOf(build("base", { fs: gitFileSystem(join(repository, "prod")) }))).toContain("value: second");
  });

  test("gives bytes where a file is no text", () => {
    const fs = gitFileSystem(repository);
    expect(fs.readFile("bytes/data.bin")).toEqual(Buffer.of(0xff, 0x00, 0x80));
    expect(yamlOf(build("bytes", { fs }))).toContain("data.bin: /wCA");
  });

  test("follows links inside the tree and knows where they lead", () => {
    const fs = gitFileSystem(repository);
    expect(yamlOf(build("linked", { fs }))).toContain("value: second");
    expect(fs.realPath?.("linked/settings.yaml")).toBe("base/settings.yaml");
    expect(fs.realPath?.("prod/outside.yaml")).toBe("base/settings.yaml");
    expect(fs.readFile("circle")).toBeUndefined();
    expect(fs.readFile("linked/nothing")).toBeUndefined();
    expect(fs.isDirectory("prod/outside.yaml")).toBe(false);
  });

  test("says which revision or repository is missing", () => {
    expect(() => gitFileSystem(repository, "no-such-branch")).toThrow(GitFault);
    expect(() => gitFileSystem(join(repository, "nowhere"))).toThrow(/has no revision HEAD/);
  });
});
