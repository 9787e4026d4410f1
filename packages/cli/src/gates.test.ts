import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { environmentText, type FleetDirectory, fleetDirectory, SOUND_FLEET } from "@grampus/compiler/testing";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { grampusHere } from "./testing/in-process.ts";

let fleet: FleetDirectory;

const OVERRIDES = "environments/prod/overrides/orders.yaml";
const ATTESTATIONS = "environments/dev/attestations.json";
const PROD = environmentText(
  ["orders"],
  '  name: "prod",\n  after: "dev",\n  namespace: "mysql-prod",\n  platform: kubernetes(),\n  gates: [soak("48h")],\n  clusters: { orders },',
).replace("unset }", "unset, soak }");

function git(...args: readonly string[]): void {
  const run = spawnSync("git", ["-C", fleet.root, ...args], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
}

function commit(): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", "change");
}

async function said(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await grampusHere(fleet.root, args);
  return `${stdout}${stderr}exit ${exitCode}`;
}

const promoted = (...args: readonly string[]) =>
  said("promote", "orders", "--to", "prod", "--no-types", ...args);

/** Puts a kubectl into the path that is this script. */
function kubectl(script: string): void {
  const programs = path.join(fleet.root, "programs");
  fleet.write({ "programs/kubectl": `#!/bin/sh\n${script}\n` });
  chmodSync(path.join(programs, "kubectl"), 0o755);
  vi.stubEnv("PATH", `${programs}:${process.env.PATH}`);
}

const has = (file: string) => existsSync(path.join(fleet.root, file));
const text = (file: string) => readFileSync(path.join(fleet.root, file), "utf8");

beforeEach(async () => {
  fleet = fleetDirectory({ ...SOUND_FLEET, "environments/prod/environment.ts": PROD });
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.com");
  expect(await said("compile", "--no-types")).toMatch(/exit 0$/);
  commit();
  expect(await said("release", "orders")).toMatch(/exit 0$/);
  commit();
});

afterEach(() => {
  vi.unstubAllEnvs();
  fleet.remove();
});

test.each([
  ["without it", [], "gate/holds"],
  ["without a reason", ["--override", "soak"], "error gate/no-reason: --override needs a reason"],
  ["with an empty one", ["--override", "soak", "--because", " "], "gate/no-reason"],
  ["with a reason and no gate", ["--because", "hotfix"], "gate/holds"],
  ["past a gate that is none", ["--override", "soka", "--because", "hotfix"], "did you mean soak?"],
])("a gate holds, and nothing is written: %s", async (_, args, expected) => {
  const before = fleet.generated();
  const answer = await promoted(...args);
  expect(answer).toContain(expected);
  expect(answer).toMatch(/exit 1$/);
  expect(fleet.generated()).toEqual(before);
});

test("--override with --because goes past a gate, and records who and why; a dry run does not", async () => {
  const past = ["--override", "soak", "--because", "hotfix, OPS-1"];
  expect(await promoted(...past, "--dry-run")).toMatch(/gate soak: overridden[\s\S]*exit 0$/);
  expect(has(OVERRIDES)).toBe(false);
  const run = await grampusHere(fleet.root, [
    "promote",
    "orders",
    "--to",
    "prod",
    "--no-types",
    "--json",
    ...past,
  ]);
  expect(run.exitCode).toBe(0);
  const report = JSON.parse(run.stdout);
  expect(report.moved).toMatchObject([{ cluster: "orders", gates: [{ gate: "soak", state: "overridden" }] }]);
  expect(report.changes).toContainEqual({ change: "create", file: OVERRIDES });
  expect(text(OVERRIDES)).toMatch(
    /^- gate: 'soak\("2d"\)'\n {2}release: 1\n {2}digest: sha256:[0-9a-f]{64}\n {2}by: "Ada <ada@example.com>"\n {2}at: "[-0-9]{10}T[:0-9]{8}Z"\n {2}because: "hotfix, OPS-1"\n$/,
  );
  const results = async () => {
    const { runs } = JSON.parse((await grampusHere(fleet.root, ["plan", "--format", "sarif"])).stdout);
    return runs[0].results.flatMap(({ ruleId, level, locations }: Record<string, unknown>) =>
      String(ruleId).startsWith("gate/") ? [{ ruleId, level, locations }] : [],
    );
  };
  const where = [{ physicalLocation: { artifactLocation: { uri: "environments/prod/releases.lock.json" } } }];
  expect(await results()).toMatchObject([{ ruleId: "gate/overridden", level: "note", locations: where }]);
  rmSync(path.join(fleet.root, OVERRIDES));
  expect(await results()).toMatchObject([{ ruleId: "gate/holds", level: "error", locations: where }]);
});

test("attest records what kubectl shows, well or not", async () => {
  kubectl("echo '{ \"items\": [] }'");
  expect(await said("attest", "--env", "dev")).toBe(
    `dev/orders: release 1, NOT healthy: not there\n${ATTESTATIONS}: 1 cluster recorded\nexit 0`,
  );
  expect(text(ATTESTATIONS)).toContain('"saw": "not there"');
  const { exitCode, stdout } = await grampusHere(fleet.root, ["attest", "--env", "dev", "--json"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: "attested",
    environment: "dev",
    clusters: [{ cluster: "orders", release: 1, healthy: false, saw: "not there" }],
  });
});

test.each([
  ["kubectl cannot look", ["--env", "dev"], "the clusters of dev cannot be looked at: no such context"],
  ["the environment is unknown", ["--env", "devv"], "did you mean dev?"],
  ["a context is no pair", ["--env", "dev", "--context", "here"], "--context"],
])("attest writes nothing when %s", async (_, args, expected) => {
  kubectl("echo 'no such context' >&2; exit 1");
  const answer = await said("attest", ...args);
  expect(answer).toContain(expected);
  expect(answer).toMatch(/exit 1$/);
  expect(has(ATTESTATIONS)).toBe(false);
});
