import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
  SOUND_FLEET,
} from "@grampus/compiler/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { grampus } from "./testing/run-grampus.ts";

let fleet: FleetDirectory;

beforeEach(() => {
  fleet = fleetDirectory({
    ...SOUND_FLEET,
    "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  nodeSelector: { disk: "ssd" },'),
    "environments/prod/environment.ts": environmentText(
      ["billing", "orders"],
      '  name: "prod",\n  after: "dev", follows: "head",\n  namespace: "mysql-prod",\n  platform: openshift(),\n  defaults: { version: "9.7.4" },\n  clusters: {\n    billing: override(billing, { nodeSelector: unset() }),\n    orders: override(orders, { members: 5, storage: { size: "2Ti" } }),\n  },',
    ),
  });
});

afterEach(() => fleet.remove());

test.each([[[]], [["compile"]], [["check"]], [["render"]], [["explain"]], [["codeowners"]]])(
  "help of %j",
  async (command) => {
    const run = await grampus(fleet.root, [...command, "--help"]);
    expect(run.stdout).toMatchSnapshot();
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  },
);

test("--version prints the version of the package", async () => {
  expect(await grampus(fleet.root, ["--version"])).toMatchObject({ exitCode: 0, stdout: "0.1.0\n" });
});

test("compile --json lists what was done", async () => {
  const run = await grampus(fleet.root, ["compile", "--json", "--cluster", "billing"]);
  expect(JSON.parse(run.stdout)).toMatchSnapshot();
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
});

test("compile finds the fleet from a folder inside it", async () => {
  expect(await grampus(`${fleet.root}/clusters/orders`, ["compile"])).toMatchObject({ exitCode: 0 });
  expect(Object.keys(fleet.generated())).toContain("clusters/orders/base/cluster.yaml");
});

test("compile finds the fleet from below an environment, whose folder of overlays is no fleet", async () => {
  await grampus(fleet.root, ["compile"]);
  const run = await grampus(`${fleet.root}/environments/dev/clusters/orders`, ["compile"]);
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain("compiled 2 clusters in 2 environments");
});

test("check says what is up to date", async () => {
  await grampus(fleet.root, ["compile"]);
  const run = await grampus(fleet.root, ["check"]);
  expect(run.stdout).toMatchInlineSnapshot(`
    "4 definitions checked, 26 generated files up to date
    "
  `);
  expect(run.exitCode).toBe(0);
});

test.each([
  ["2020-01-01", 1, "is over since"],
  ["9999-12-31", 0, "ends in"],
])("check asks today whether an exception until %s holds", async (until, exitCode, said) => {
  const exception = `exception({ cluster: "orders", policy: "min-members", because: "one rack", until: "${until}" })`;
  const body = `  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  policies: [minMembers(5)],\n  exceptions: [${exception}],\n  clusters: { orders },`;
  const text = environmentText(["orders"], body).replace("import {", "import { exception,");
  fleet.write({ "environments/dev/environment.ts": text });
  expect(await grampus(fleet.root, ["compile"])).toMatchObject({ exitCode: 0 });
  const run = await grampus(fleet.root, ["check"]);
  expect(run.stderr).toContain(`the exception of dev/orders from min-members ${said}`);
  expect(run.exitCode).toBe(exitCode);
});

test("codeowners writes the file, says who has no owner, and fails with --check when it is old", async () => {
  const owned = clusterText('  name: "orders",\n  members: 3,\n  owner: "team-orders",');
  fleet.write({ "clusters/orders/cluster.ts": owned });
  const run = await grampus(fleet.root, ["codeowners", "--organization", "acme"]);
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
  expect(run.stdout).toMatchInlineSnapshot(`
    ".github/CODEOWNERS: 1 folder with owners, written
    no owner is named for clusters/billing/, environments/dev/, environments/prod/
    "
  `);
  expect(await grampus(fleet.root, ["codeowners", "--check"])).toMatchObject({ exitCode: 0, stderr: "" });
  fleet.write({ "clusters/orders/cluster.ts": owned.replace("team-orders", "team-shop") });
  const old = await grampus(fleet.root, ["codeowners", "--check", "--json"]);
  expect(JSON.parse(old.stdout)).toMatchSnapshot();
  expect(old).toMatchObject({ exitCode: 1, stderr: "" });
});

test.each(["json", "sarif", "github"])("check --format %s", async (format) => {
  fleet.write({ "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  membres: 3,') });
  const run = await grampus(fleet.root, ["check", "--format", format]);
  const answer = format === "github" ? run.stdout : JSON.parse(run.stdout);
  if (format === "sarif") {
    expect(answer.runs[0].results).toMatchSnapshot();
    expect(answer.runs[0].tool.driver.rules.length).toBeGreaterThan(40);
  } else expect(answer).toMatchSnapshot();
  expect(run).toMatchObject({ exitCode: 1, stderr: "" });
});

test("render prints one overlay, or an environment's in name order joined by ---", async () => {
  const one = await grampus(fleet.root, ["render", "prod/orders"]);
  expect(one.stdout).toMatchSnapshot();
  const all = await grampus(fleet.root, ["render", "prod"]);
  const billing = await grampus(fleet.root, ["render", "prod/billing"]);
  expect(all.stdout).toBe(`${billing.stdout}---\n${one.stdout}`);
  expect(all).toMatchObject({ exitCode: 0, stderr: "" });
});

test("render --json gives the same objects", async () => {
  const yaml = await grampus(fleet.root, ["render", "prod/orders"]);
  const json = await grampus(fleet.root, ["render", "prod/orders", "--json"]);
  expect(JSON.parse(json.stdout).overlays[0].objects).toEqual([parse(yaml.stdout)]);
});

test.each([
  ["members"],
  ["spec.members"],
  ["storage.size"],
  ["version"],
  ["storage"],
  ["securityContext.runAsNonRoot"],
  ["metadata.name"],
  ["owner"],
  ["variables"],
  ["variables.max_connections"],
  ["spec.variables.back_log"],
  ["variables.innodb_page_size"],
])("explain prod/orders %s", async (field) => {
  const run = await grampus(fleet.root, ["explain", "prod/orders", field]);
  expect(run.stdout).toMatchSnapshot();
  expect(run).toMatchObject({ exitCode: 0, stderr: "" });
});

test.each([
  ["variables.max_conections"],
  ["spec.variables.nothing_like_it"],
  ["variables.character_set_client"],
  ["variables.replica_parallel_type"],
  ["variables.port"],
])("explain prod/orders %s, which no spec may set", async (field) => {
  const run = await grampus(fleet.root, ["explain", "prod/orders", field]);
  expect(run.stderr).toMatchSnapshot();
  expect(run).toMatchObject({ exitCode: 1, stdout: "" });
});

test("explain shows what an override takes back", async () => {
  const run = await grampus(fleet.root, ["explain", "prod/billing", "nodeSelector.disk"]);
  expect(run.stdout).toMatchInlineSnapshot(`
    "prod/billing spec.nodeSelector.disk (in definitions: nodeSelector.disk) = not set
      The value of a label.
      a change is rolling-restart
      set by, lowest layer first:
        cluster   "ssd"    clusters/billing/cluster.ts:5:25
      → override  unset()  environments/prod/environment.ts:12:48
    "
  `);
});

test("explain shows what an override takes back inside a map, and who decides the rest", async () => {
  fleet.write({
    "environments/prod/environment.ts": environmentText(
      ["billing", "orders"],
      '  name: "prod",\n  after: "dev", follows: "head",\n  namespace: "mysql-prod",\n  platform: openshift(),\n  defaults: { nodeSelector: { zone: "a" } },\n  clusters: { billing: override(billing, { nodeSelector: { disk: unset() } }), orders },',
    ),
  });
  const run = await grampus(fleet.root, ["explain", "prod/billing", "nodeSelector"]);
  expect(run.stdout).toMatchInlineSnapshot(`
    "prod/billing spec.nodeSelector (in definitions: nodeSelector) = {"zone":"a"}
      Labels a node must have.
      a change is rolling-restart
      set by, lowest layer first:
      → environment  {"zone":"a"}     environments/prod/environment.ts:10:29
        cluster      {"disk":"ssd"}   clusters/billing/cluster.ts:5:17
      → override     unset() at disk  environments/prod/environment.ts:11:58
    "
  `);
});

test("explain shows the protection from pruning as Grampus's own", async () => {
  fleet.write({
    "clusters/billing/cluster.ts": clusterText(
      '  name: "billing",\n  annotations: { "example.com/a": "b" },',
    ),
  });
  const run = await grampus(fleet.root, ["explain", "prod/billing", "annotations"]);
  expect(run.stdout).toMatchInlineSnapshot(`
    "prod/billing metadata.annotations (in definitions: annotations) = {"argocd.argoproj.io/sync-options":"Prune=false,Delete=false","kustomize.toolkit.fluxcd.io/prune":"disabled","example.com/a":"b"}
      Annotations.
      a change is metadata
      set by, lowest layer first:
      → protection  {"argocd.argoproj.io/sync-options":"Prune=false,Delete=false","kustomize.toolkit.fluxcd.io/prune":"disabled"}  Grampus, against deletion
      → cluster     {"example.com/a":"b"}                                                                                          clusters/billing/cluster.ts:5:16
    "
  `);
});

test("the example of explain in the documentation is what it prints", async () => {
  const page = readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8");
  const [, example] = /^\$ npx grampus explain prod\/orders members\n([^`]*)```/m.exec(page) ?? [];
  const repository = fileURLToPath(new URL("../../..", import.meta.url));
  const run = await grampus(repository, ["explain", "prod/orders", "members"]);
  expect(run.stdout).toBe(example);
});

test("explain without a field lists every field that is set, with the layer that decides", async () => {
  const run = await grampus(fleet.root, ["explain", "prod/orders"]);
  expect(run.stdout).toMatchInlineSnapshot(`
    "prod/orders: every field that is set, by the layer that decides
      name                                              "orders"                    cluster         clusters/orders/cluster.ts:4:9
      labels["mysql.oracle.com/environment"]            "prod"                      environment     environments/prod/environment.ts:6:9
      annotations["argocd.argoproj.io/sync-options"]    "Prune=false,Delete=false"  protection      Grampus, against deletion
      annotations["kustomize.toolkit.fluxcd.io/prune"]  "disabled"                  protection      Grampus, against deletion
      version                                           "9.7.4"                     environment     environments/prod/environment.ts:10:24
      repository                                        "docker.io/library/mysql"   schema default  @grampus/api
      members                                           5                           override        environments/prod/environment.ts:13:41
      baseServerId                                      1000                        schema default  @grampus/api
      multiMaster                                       false                       schema default  @grampus/api
      storage.size                                      "2Ti"                       override        environments/prod/environment.ts:13:61
      storage.accessModes                               ["ReadWriteOnce"]           schema default  @grampus/api
      securityContext.runAsNonRoot                      true                        platform        environments/prod/environment.ts:9:13
      securityContext.seccompProfile.type               "RuntimeDefault"            platform        environments/prod/environment.ts:9:13
      updateStrategy.type                               "RollingUpdate"             schema default  @grampus/api
      updateStrategy.maxSwitchoverWait                  "10m"                       schema default  @grampus/api
      deletionPolicy                                    "Retain"                    schema default  @grampus/api
      deletionProtection                                true                        protection      Grampus, against deletion
    "
  `);
  const json = await grampus(fleet.root, ["explain", "prod/orders", "--json"]);
  expect(JSON.parse(json.stdout).fields).toHaveLength(run.stdout.trim().split("\n").length - 1);
});

test.each([
  ["memberz", "did you mean members?"],
  ["spec.memberz", "did you mean spec.members?"],
  [
    "metadata.labels.mysql.oracle.com/owner",
    "a key with dots stands in brackets: 'metadata.labels[\"mysql.oracle.com/owner\"]'",
  ],
  ["backups", "without a field, grampus explain prod/orders lists all that are set"],
])("explain %s, which is no field: %s", async (field, hint) => {
  const run = await grampus(fleet.root, ["explain", "prod/orders", field]);
  expect(run.stderr).toContain(`  hint    ${hint}\n`);
  expect(run.exitCode).toBe(1);
});

test("explain --json", async () => {
  const run = await grampus(fleet.root, ["explain", "prod/orders", "members", "--json"]);
  expect(JSON.parse(run.stdout)).toMatchSnapshot();
});

test("colours only where they are asked for", async () => {
  const plain = await grampus(fleet.root, ["compile"]);
  fleet.write({ "clusters/orders/base/cluster.yaml": undefined });
  const colored = await grampus(fleet.root, ["compile"], { env: { FORCE_COLOR: "1", NO_COLOR: "" } });
  const start = String.fromCharCode(27);
  expect(plain.stdout).not.toContain(start);
  expect(colored.stdout).toContain(`${start}[32m+${start}[39m clusters/orders/base/cluster.yaml`);
});
