import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { clusterText, type FleetDirectory, fleetDirectory, SOUND_FLEET } from "@grampus/compiler/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { grampusHere } from "./testing/in-process.ts";
import { startedGrampus } from "./testing/run-grampus.ts";

let fleet: FleetDirectory;

function git(...args: readonly string[]): void {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"];
  const { status, stderr } = spawnSync("git", ["-C", fleet.root, ...identity, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

const LARGER = { "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 5,') };

beforeEach(async () => {
  fleet = fleetDirectory(SOUND_FLEET);
  await grampusHere(fleet.root, ["compile", "--no-types"]);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "first");
});

afterEach(() => fleet.remove());

const plan = (...args: readonly string[]) => grampusHere(fleet.root, ["plan", ...args]);

test("nothing to plan is fine", async () => {
  const run = await plan();
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  expect(run.stdout).toContain("nothing changes");
});

test.each([
  ["online", 1],
  ["rolling-restart", 0],
])("--fail-on %s of an online change exits with %i", async (changeClass, exitCode) => {
  fleet.write(LARGER);
  const run = await plan("--fail-on", changeClass);
  expect(run).toMatchObject({
    exitCode,
    stderr:
      exitCode === 0 ? "" : "error plan/too-high: a change is online, and --fail-on says online\n\n1 error\n",
  });
});

test("--fail-on takes a class only", async () => {
  expect(await plan("--fail-on", "restart")).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringContaining('error: --fail-on "restart" is no change class'),
  });
});

test("a spec that stalls fails in every format", async () => {
  fleet.write({ "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  multiMaster: true,') });
  for (const format of ["text", "markdown", "json", "sarif"]) {
    const run = await plan("--format", format);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain("MultiMasterUnsupported: spec.multiMaster is true");
  }
});

test("--format json", async () => {
  fleet.write(LARGER);
  const { stdout } = await plan("--json");
  const report = JSON.parse(stdout.replaceAll(/[0-9a-f]{7}\)/g, "1234567)"));
  expect(report).toMatchSnapshot();
});

test("--format sarif has each change at its line", async () => {
  fleet.write(LARGER);
  const { runs } = JSON.parse((await plan("--format", "sarif")).stdout);
  expect(runs[0].results.map(({ ruleIndex, ...result }: { ruleIndex: number }) => result)).toMatchSnapshot();
  expect(runs[0].tool.driver.rules[runs[0].results[0].ruleIndex].id).toBe("plan/change");
});

test("--out writes the whole of what is printed", async () => {
  fleet.write(LARGER);
  const out = path.join(fleet.root, "plan.md");
  const run = await plan("--format", "markdown", "--out", out);
  expect(readFileSync(out, "utf8")).toBe(run.stdout);
  expect(run.stdout).toContain("### Plan: 1 cluster of 1; the highest class is online");
  await expect(plan("--out", path.join(fleet.root, "plan.md", "x"))).rejects.toMatchObject({
    code: "cannot-write",
  });
});

test("definitions that are refused are told in every format", async () => {
  fleet.write({ "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  membres: 5,') });
  for (const format of ["text", "markdown", "json", "sarif"]) {
    const run = await plan("--format", format);
    expect(run.exitCode).toBe(1);
    expect(`${run.stdout}${run.stderr}`).toContain("membres");
  }
});

describe("--live", () => {
  test("what cannot be read is said, and the plan is made from Git", async () => {
    fleet.write(LARGER);
    vi.stubEnv("PATH", `${fleet.root}:${process.env.PATH}`);
    writeFileSync(path.join(fleet.root, "kubectl"), "#!/bin/sh\necho no >&2\nexit 1\n", { mode: 0o755 });
    const run = await plan("--live", "--context", "dev=here");
    vi.unstubAllEnvs();
    expect(run.stderr).toBe(
      "warning plan/not-live: the clusters of dev are taken as healthy: no\n  hint    the context is here; --context dev=NAME names another one\n\n1 warning\n",
    );
    expect(run.stdout).toContain("dev/orders: changed, online");
    expect(run.exitCode).toBe(0);
  });

  test.each([
    [["--live", "--context", "dev"], 'error: --context takes ENV=CONTEXT, and goes with --live; found "dev"'],
    [["--context", "dev=x"], "error: --context takes ENV=CONTEXT, and goes with --live"],
    [["--live", "--context", "dve=x"], "error plan/unknown-context: --context dve=x names no environment"],
  ])("%j", async (args, message) => {
    const run = await plan(...args);
    expect(run.stderr).toContain(message);
    expect(run.exitCode).toBe(1);
  });
});

describe("a bare repository", () => {
  let bare: string;

  beforeEach(() => {
    git("checkout", "-qb", "work");
    fleet.write(LARGER);
    git("commit", "-qam", "second");
    bare = mkdtempSync(path.join(tmpdir(), "grampus-bare-"));
    git("clone", "-q", "--bare", fleet.root, bare);
  });

  afterEach(() => rmSync(bare, { recursive: true, force: true }));

  test("is planned from its commits", async () => {
    const run = await grampusHere(bare, ["plan", "--base", "main"]);
    expect(run.stdout).toMatch(/^plan from main \([0-9a-f]+\) to HEAD \([0-9a-f]+\): 1 cluster of 1/);
    expect(run.exitCode).toBe(0);
  });

  test.each([
    ["at once", 0],
    ["while definitions are evaluated", 3_000],
  ])("Ctrl-C %s leaves no folder behind", async (_, wait) => {
    fleet.write({ "clusters/orders/cluster.ts": "while (true) {}\n" });
    git("commit", "-qam", "endless");
    git("push", "-q", bare, "work");
    const temporary = mkdtempSync(path.join(tmpdir(), "grampus-tmp-"));
    const run = startedGrampus(bare, ["plan", "--base", "main"], { env: { TMPDIR: temporary } });
    const folders = () => readdirSync(temporary).filter((name) => name.startsWith("grampus-head-"));
    await expect.poll(folders, { timeout: 30_000 }).toHaveLength(1);
    await delay(wait);
    run.kill("SIGINT");
    expect(await run.finished).toMatchObject({ exitCode: 130 });
    expect(folders()).toEqual([]);
    rmSync(temporary, { recursive: true });
  });
});
