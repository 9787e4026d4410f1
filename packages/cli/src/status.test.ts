import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type FleetDirectory, fleetDirectory, SOUND_FLEET } from "@grampus/compiler/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { grampusHere } from "./testing/in-process.ts";

let fleet: FleetDirectory;
let programs: string;

function git(...args: readonly string[]): void {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"];
  const { status, stderr } = spawnSync("git", ["-C", fleet.root, ...identity, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** A kubectl that answers with Clusters to whoever asks with one context, and refuses the others. */
function fakeKubectl(context: string, items: readonly object[]): void {
  writeFileSync(path.join(programs, "answer.json"), JSON.stringify({ items }));
  const body = `case "$*" in *--context=${context}*) cat ${programs}/answer.json ;; *) echo 'error: no such context' >&2; exit 1 ;; esac`;
  writeFileSync(path.join(programs, "kubectl"), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

beforeEach(async () => {
  programs = mkdtempSync(path.join(tmpdir(), "grampus-kubectl-"));
  vi.stubEnv("PATH", `${programs}:${process.env.PATH}`);
  fleet = fleetDirectory(SOUND_FLEET);
  await grampusHere(fleet.root, ["compile", "--no-types"]);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "first");
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(programs, { recursive: true, force: true });
  fleet.remove();
});

const CONDITION = { type: "Stalled", status: "True", reason: "NotAllowed", message: "9.8 is not allowed" };

test("clusters as they run, beside what Git says of them", async () => {
  fakeKubectl("here", [
    {
      metadata: { name: "orders", generation: 2 },
      status: { observedGeneration: 2, conditions: [CONDITION] },
    },
  ]);
  expect(
    (await grampusHere(fleet.root, ["status", "--live", "--context", "dev=here"])).stdout,
  ).toMatchSnapshot();
});

test("a Kubernetes cluster that does not answer is told for each of its clusters", async () => {
  fakeKubectl("elsewhere", []);
  const run = await grampusHere(fleet.root, ["status", "--live", "--context", "dev=here"]);
  expect(run).toMatchSnapshot();
});

test("without --live nothing is asked", async () => {
  fakeKubectl("here", []);
  expect((await grampusHere(fleet.root, ["status"])).stdout).toMatchSnapshot();
});
