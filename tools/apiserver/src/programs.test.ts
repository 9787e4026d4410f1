import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findServerPrograms } from "./programs.ts";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "grampus-programs-"));
});

afterEach(() => rmSync(directory, { recursive: true }));

function program(name: string): string {
  const file = join(directory, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "");
  chmodSync(file, 0o755);
  return file;
}

test("a rig that was built comes first", () => {
  const apitest = program("rig/apitest");
  program("cache/bin/kube");
  program("bin/etcd");
  program("bin/kube-apiserver");
  const environment = {
    GRAMPUS_RIG: join(directory, "rig"),
    RIG_CACHE: join(directory, "cache"),
    PATH: join(directory, "bin"),
  };
  expect(findServerPrograms(environment)).toEqual({ kind: "rig", apitest });
});

test("without a rig, both programs in PATH will do", () => {
  const etcd = program("bin/etcd");
  const kubeApiserver = program("bin/kube-apiserver");
  const environment = { GRAMPUS_RIG: join(directory, "rig"), HOME: directory, PATH: join(directory, "bin") };
  expect(findServerPrograms(environment)).toEqual({ kind: "path", etcd, kubeApiserver });
});

test("a rig that was not built, and one program alone, are not enough", () => {
  program("rig/apitest");
  program("bin/etcd");
  const environment = { GRAMPUS_RIG: join(directory, "rig"), HOME: directory, PATH: join(directory, "bin") };
  expect(findServerPrograms(environment)).toEqual({
    kind: "none",
    how: `run ${join(directory, "rig/build")} once`,
  });
});

test("says how to get a server", () => {
  expect(findServerPrograms({ GRAMPUS_RIG: directory, HOME: directory })).toMatchInlineSnapshot(`
    {
      "how": "name the rig's folder with GRAMPUS_RIG, or put etcd and kube-apiserver (setup-envtest has both) in PATH",
      "kind": "none",
    }
  `);
});
