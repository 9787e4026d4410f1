import { spawnSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
  SOUND_FLEET,
} from "@grampus/compiler/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ageText } from "./commands/status.ts";
import { grampus, startedGrampus } from "./testing/run-grampus.ts";

let fleet: FleetDirectory;

function git(...args: readonly string[]): void {
  const identity = [
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.com",
    "-c",
    "init.defaultBranch=main",
  ];
  const run = spawnSync("git", [...identity, ...args], { cwd: fleet.root, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
}

function commit(): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", "change");
}

beforeEach(() => {
  fleet = fleetDirectory({
    ...SOUND_FLEET,
    "environments/prod/environment.ts": environmentText(
      ["orders"],
      '  name: "prod",\n  after: "dev",\n  namespace: "mysql-prod",\n  platform: kubernetes(),\n  clusters: { orders: override(orders, { variables: { max_connections: 900 } }) },',
    ),
  });
  git("init", "--quiet");
});

afterEach(() => fleet.remove());

/** What `grampus plan` says of a promotion, whose words are not these commands'. */
const PLAN = /^plan from [\s\S]*?\n(?=\S+\/\S+: release )/;

async function said(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await grampus(fleet.root, args);
  const text = `${stdout}${stderr}`
    .replaceAll(/sha256:[0-9a-f]+/g, "sha256:…")
    .replaceAll(/\(\d+ (s|min)\b/g, "(0 s");
  return `${text.replace(PLAN, "the plan\n")}exit ${exitCode}`;
}

test("the everyday commands, from the first release to a way back", async () => {
  expect(await said("compile")).toMatchSnapshot();
  commit();
  expect(await said("release", "orders")).toMatchSnapshot();
  expect(await said("release", "--all")).toMatchSnapshot();
  expect(await said("promote", "orders", "--to", "prod", "--dry-run")).toMatchSnapshot();
  expect(await said("promote", "--all", "--to", "prod")).toMatchSnapshot();
  expect(await said("status")).toMatchSnapshot();
  commit();
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  members: 3,\n  variables: { back_log: 90, max_connections: 500 },',
    ),
  });
  expect(await said("status")).toMatchSnapshot();
  expect(await said("release", "orders")).toContain("orders: cut release 2");
  expect(await said("promote", "orders", "--to", "prod")).toMatchSnapshot();
  expect(await said("releases")).toMatchSnapshot();
  expect(await said("diff", "orders", "1", "2")).toMatchSnapshot();
  expect(await said("compile")).toContain("exit 0");
  commit();
  expect(await said("check")).toMatch(/exit 0$/);
  expect(await said("rollback", "orders", "--in", "prod")).toMatchSnapshot();
  expect(await said("releases", "orders", "--prune")).toContain("nothing to prune");
  commit();
  const head = spawnSync("git", ["rev-parse", "HEAD"], { cwd: fleet.root, encoding: "utf8" }).stdout;
  writeFileSync(path.join(fleet.root, ".git/shallow"), head);
  expect(await said("status")).toContain("1 (longer than this clone knows)");
}, 240_000);

test.each([
  ["release takes names or --all", ["release"]],
  ["release does not take both", ["release", "orders", "--all"]],
  ["promote takes one way to choose", ["promote", "--to", "prod"]],
  ["promote does not take two", ["promote", "orders", "--ring", "a", "--to", "prod"]],
  ["promote needs an environment", ["promote", "orders"]],
  ["a release has a number", ["promote", "orders", "--to", "prod", "--release", "v3"]],
  ["a rollback too", ["rollback", "orders", "--in", "prod", "--release", "0"]],
  ["an unknown cluster", ["release", "oders"]],
  ["an unknown side", ["diff", "orders", "dev", "stage"]],
])("%s", async (_, args) => {
  const text = await said(...args);
  expect(text).toMatch(/exit 1$/);
  expect(text).toMatchSnapshot();
});

test("programs get JSON from each", async () => {
  await said("compile");
  const json = async (...args: readonly string[]) =>
    JSON.parse((await grampus(fleet.root, [...args, "--json"])).stdout);
  expect(await json("release", "orders")).toMatchObject({
    kind: "released",
    clusters: [{ release: 1, isNew: true }],
  });
  expect(await json("promote", "orders", "--to", "prod")).toMatchObject({
    kind: "moved",
    moved: [{ to: 1 }],
  });
  expect(await json("releases")).toMatchObject({ releases: [{ environments: ["prod"], isNewest: true }] });
  expect(await json("status")).toMatchObject({ environments: ["dev", "prod"], clusters: [{ newest: 1 }] });
  expect(await json("diff", "orders", "dev", "prod")).toMatchObject({
    fields: [{ path: "variables.max_connections" }],
  });
  expect(await json("rollback", "orders", "--in", "prod")).toMatchObject({ kind: "refused" });
  rmSync(path.join(fleet.root, "clusters/orders/releases/1/SHA256SUMS"));
  expect(await json("releases")).toMatchObject({
    kind: "refused",
    diagnostics: [{ code: "release/unfinished" }],
  });
}, 120_000);

test("an age is told in its largest unit", () => {
  expect([-1, 0, 59, 60, 3599, 3600, 86_399, 86_400, 8_640_000].map(ageText)).toEqual([
    "0 s",
    "0 s",
    "59 s",
    "1 min",
    "59 min",
    "1 h",
    "23 h",
    "1 d",
    "100 d",
  ]);
});

test("a release whose writing was killed is found, and finished by the next run", async () => {
  const clusters = Array.from({ length: 40 }, (_, index) => `c${index}`);
  fleet.write(
    Object.fromEntries(
      clusters.map((name) => [`clusters/${name}/cluster.ts`, clusterText(`  name: "${name}",`)]),
    ),
  );
  fleet.write({
    "environments/dev/environment.ts": environmentText(
      ["orders", ...clusters],
      `  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { orders, ${clusters.join(", ")} },`,
    ),
  });
  const started = startedGrampus(fleet.root, ["release", "--all"]);
  while (!existsSync(path.join(fleet.root, "clusters/c0/releases/1"))) await setTimeout(1);
  started.kill("SIGKILL");
  expect(await started.finished).toMatchObject({ signal: "SIGKILL" });
  const written = () => Object.keys(fleet.generated()).filter((file) => file.endsWith("/SHA256SUMS")).length;
  expect(written()).toBeLessThan(41);
  expect(await said("release", "--all")).toMatch(/exit 0$/);
  expect(written()).toBe(41);
  expect(Object.keys(fleet.generated()).filter((file) => file.includes("/.grampus-"))).toEqual([]);
  expect(await said("releases")).toMatch(/exit 0$/);
}, 120_000);
