import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { render } from "@grampus/compiler";
import { randomFleet } from "@grampus/compiler/testing";
import { referenceKustomize } from "@grampus/reference-kustomize";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OVERLAYS, REPOSITORY } from "./repository.ts";

const reference = referenceKustomize();
const hasKubectl = spawnSync("kubectl", ["version", "--client"]).status === 0;

if (reference.kind === "impossible")
  process.stderr.write(`skipped: no kustomize to compare with; ${reference.reason}\n`);
if (!hasKubectl) process.stderr.write("skipped: kubectl kustomize; there is no kubectl in PATH\n");

function output(command: string, args: readonly string[]): string {
  const run = spawnSync(command, args, { encoding: "utf8" });
  expect(run.status, run.stderr).toBe(0);
  return run.stdout;
}

describe.each(OVERLAYS)("$directory", ({ environment, cluster, directory }) => {
  const rendered = async () => {
    const result = await render({ root: REPOSITORY, selection: { environment, cluster } });
    return result.kind === "rendered" ? result.overlays.map(({ yaml }) => yaml) : result.diagnostics;
  };

  test.skipIf(reference.kind === "impossible")("kustomize v5.8.1 gives what grampus renders", async () => {
    const command = reference.kind === "found" ? reference.path : "";
    expect(await rendered()).toEqual([output(command, ["build", path.join(REPOSITORY, directory)])]);
  });

  test.skipIf(!hasKubectl)("kubectl kustomize gives what grampus renders", async () => {
    expect(await rendered()).toEqual([output("kubectl", ["kustomize", path.join(REPOSITORY, directory)])]);
  });
});

test.skipIf(reference.kind === "impossible")(
  "overlays of random definitions build as grampus renders them",
  () => {
    const command = reference.kind === "found" ? reference.path : "";
    const root = mkdtempSync(path.join(tmpdir(), "grampus-random-"));
    try {
      fc.assert(
        fc.property(randomFleet, ({ tree, directory, yaml }) => {
          for (const [file, text] of tree) {
            mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
            writeFileSync(path.join(root, file), text);
          }
          expect(output(command, ["build", path.join(root, directory)])).toBe(yaml);
        }),
        { numRuns: 60 },
      );
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
);
