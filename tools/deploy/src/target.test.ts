import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { findTarget } from "./target.ts";

const made: string[] = [];

afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

function temporary(files: readonly string[]): string {
  const root = mkdtempSync(path.join(tmpdir(), "grampus-target-"));
  made.push(root);
  for (const file of files) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), "");
  }
  return root;
}

test("a named context is taken as it is", () => {
  expect(findTarget("/", "kind-dev", {})).toEqual({ kind: "context", context: "kind-dev" });
});

test("without a context the rig's own cluster is the target, never a kubeconfig from elsewhere", () => {
  const directory = temporary(["mkimage"]);
  const cache = temporary(["rootfs/node/etc", "run/admin.conf"]);
  const env = { GRAMPUS_RIG: directory, RIG_CACHE: cache, KUBECONFIG: "/somewhere/else" };
  expect(findTarget("/", undefined, env)).toEqual({
    kind: "rig",
    rig: { directory, cache },
    kubeconfig: path.join(cache, "run/admin.conf"),
    kubectl: path.join(cache, "bin/kubectl"),
  });
});

test.each([
  ["no rig", [], ["rootfs/node/etc", "run/admin.conf"]],
  ["a rig that is not built", ["mkimage"], ["run/admin.conf"]],
  ["a rig that is not up", ["mkimage"], ["rootfs/node/etc"]],
])("%s: nowhere to deploy to, and how to say where", (_, rig, cache) => {
  const env = { GRAMPUS_RIG: temporary(rig), RIG_CACHE: temporary(cache) };
  expect(() => findTarget("/", undefined, env)).toThrow("name a context with --context, or start the rig");
});
