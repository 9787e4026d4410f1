import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
  SOUND_FLEET,
} from "@grampus/compiler/testing";
import { afterEach, expect, test } from "vitest";
import { grampus } from "./testing/run-grampus.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

const cluster = (body: string) => ({ "clusters/orders/cluster.ts": clusterText(body) });
const environment = (name: string, body: string) => ({
  [`environments/${name}/environment.ts`]: environmentText(["orders"], body),
});

/** Wrong definitions by what is wrong with them. `compile` and `check` both refuse each with exit 1. */
const WRONG_DEFINITIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a syntax error": cluster('  name: "orders",\n  members: = 3,'),
  "a wrong type": cluster('  name: "orders",\n  members: "three" as unknown as number,'),
  "an unknown field": cluster('  name: "orders",\n  membres: 3,'),
  "an unknown field inside a group": cluster('  name: "orders",\n  storage: { sise: "10Gi" },'),
  "an unknown field of Kubernetes": cluster('  name: "orders",\n  tolerations: [{ keys: "a" }],'),
  "a wrong unit": cluster('  name: "orders",\n  storage: { size: "10Gb" },'),
  "a version the operator does not run": environment(
    "dev",
    '  name: "dev",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: { orders: override(orders, { version: "9.8" }) },',
  ),
  "a version that there is not": cluster('  name: "orders",\n  version: "99.99",'),
  "a version with too many digits": cluster('  name: "orders",\n  version: "9.70",'),
  "a version with leading zeros": cluster('  name: "orders",\n  version: "09.07",'),
  "several primaries": cluster('  name: "orders",\n  multiMaster: true,'),
  "root, and nothing against it": cluster(
    '  name: "orders",\n  securityContext: { runAsNonRoot: false, runAsUser: 0 },',
  ),
  "a variable the server does not know": cluster('  name: "orders",\n  variables: { max_conections: 500 },'),
  "amounts whose suffix was forgotten, or is not the one that was meant": cluster(
    '  name: "orders",\n  resources: { requests: { memory: "16" as never }, limits: { memory: "512m" as never } },\n  storage: { size: "1" as never },',
  ),
  "too many members": cluster('  name: "orders",\n  members: 10,'),
  "variables that are spelled as options are": cluster(
    '  name: "orders",\n  variables: { Max_Connections: 500, "max-connections": 500, "Max-Conections": 500 } as never,',
  ),
  "a misspelt draft": cluster('  name: "orders",\n  dratf: true,'),
  "null for objects beside a cluster": cluster('  name: "orders",\n  manifests: { x: null as never },'),
  "a marker inside a list of an override": {
    "environments/dev/environment.ts": environmentText(
      ["orders"],
      '  name: "dev",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: { orders: override(orders, { tolerations: append(unset() as never) }) },',
    ).replace("import {", "import { append,"),
  },
  "a variable the operator owns": cluster('  name: "orders",\n  variables: { server_id: 7 },'),
  "a name that is no DNS label": cluster('  name: "Orders!",'),
  "a name that is not the folder's": cluster('  name: "order",'),
  "no name": cluster("  members: 3,"),
  "two clusters with one name": { "clusters/other/cluster.ts": clusterText('  name: "orders",') },
  "an environment cycle": {
    ...environment(
      "dev",
      '  name: "dev",\n  after: "prod",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: { orders },',
    ),
    ...environment(
      "prod",
      '  name: "prod",\n  after: "dev",\n  namespace: "b",\n  platform: kubernetes(),\n  clusters: {},',
    ),
  },
  "an environment after one that does not exist": environment(
    "dev",
    '  name: "dev",\n  after: "stagin",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: { orders },',
  ),
  "a definition that reads the clock": cluster('  name: "orders",\n  members: new Date().getDay(),'),
  "a definition that reads a file": {
    "clusters/orders/cluster.ts":
      'import { readFileSync } from "node:fs";\nexport default readFileSync("x");\n',
  },
  "an override of the name": environment(
    "dev",
    '  name: "dev",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: { orders: override(orders, { name: "b" } as object) },',
  ),
  "unset() in a definition": {
    "clusters/orders/cluster.ts":
      'import { defineCluster, unset } from "@grampus/dsl";\nexport default defineCluster({ name: "orders", nodeSelector: unset() as never });\n',
  },
  "a copy of a definition": environment(
    "dev",
    '  name: "dev",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: { orders: { ...orders, members: 5 } },',
  ),
  "a cluster under another key": environment(
    "dev",
    '  name: "dev",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: { sales: orders },',
  ),
  "a policy that is not met": environment(
    "dev",
    '  name: "dev",\n  namespace: "a",\n  platform: kubernetes(),\n  policies: [minMembers(5)],\n  clusters: { orders },',
  ),
  "two operators on one target": {
    ...environment(
      "dev",
      '  name: "dev",\n  target: "k1",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: { orders },',
    ),
    ...environment(
      "prod",
      '  name: "prod",\n  target: "k1",\n  namespace: "a",\n  platform: kubernetes(),\n  clusters: {},',
    ),
  },
  "a namespace that its operator does not look after": {
    ...environment(
      "dev",
      '  name: "dev",\n  target: "k1",\n  namespace: "a",\n  platform: kubernetes(),\n  operator: { kind: "deploy", settings: { scope: "namespace" } },\n  clusters: { orders },',
    ),
    ...environment(
      "prod",
      '  name: "prod",\n  target: "k1",\n  namespace: "b",\n  platform: kubernetes(),\n  operator: "shared",\n  clusters: {},',
    ),
  },
  "a scope that there is not": environment(
    "dev",
    '  name: "dev",\n  namespace: "a",\n  platform: kubernetes(),\n  operator: { kind: "deploy", settings: { scope: "node" as never } },\n  clusters: { orders },',
  ),
  "a namespace of Kubernetes": environment(
    "dev",
    '  name: "dev",\n  namespace: "kube-system",\n  platform: kubernetes(),\n  clusters: { orders },',
  ),
  "null for a value": cluster('  name: "orders",\n  members: null as never,'),
  "two mistakes in two files": {
    ...cluster('  name: "orders",\n  storage: { size: "10Gb" },'),
    "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  membres: 3,'),
  },
  "fields of an environment that are missing or wrong": environment(
    "dev",
    '  name: "dev",\n  platform: "openshift",\n  cluster: {},',
  ),
};

test.each(Object.entries(WRONG_DEFINITIONS))(
  "%s: exit 1, the place is shown, no file is touched",
  async (_, wrong) => {
    fleet = fleetDirectory(SOUND_FLEET);
    expect(await grampus(fleet.root, ["compile"])).toMatchObject({ exitCode: 0 });
    const before = fleet.generated();
    fleet.write(wrong);
    const run = await grampus(fleet.root, ["compile"]);
    expect(run.stderr).toMatchSnapshot();
    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(fleet.generated()).toEqual(before);
  },
);

test("compile --no-types does without the TypeScript compiler", async () => {
  fleet = fleetDirectory({ ...SOUND_FLEET, ...cluster('  name: "orders",\n  members: 3 satisfies string,') });
  expect(await grampus(fleet.root, ["compile", "--no-types"])).toMatchObject({ exitCode: 0 });
  expect(await grampus(fleet.root, ["compile"])).toMatchObject({ exitCode: 1 });
});

test("a generated file edited by hand: check names the first line, compile overwrites it and says so", async () => {
  fleet = fleetDirectory(SOUND_FLEET);
  await grampus(fleet.root, ["compile"]);
  const before = fleet.generated();
  const file = "clusters/orders/base/cluster.yaml";
  fleet.write({ [file]: (before[file] ?? "").replace("members: 3", "members: 5") });
  const checked = await grampus(fleet.root, ["check"]);
  expect(checked.stderr).toMatchInlineSnapshot(`
    "clusters/orders/base/cluster.yaml:13:1 error check/out-of-date: clusters/orders/base/cluster.yaml is not what the definitions give
        13 │   members: 5
           │ ^
      found     members: 5
      allowed   members: 3
      hint    run \`grampus compile\` and commit the result

    note fleet/no-committed-state: rules about changes were not applied: the fleet is not in a Git repository

    1 error, 1 note
    "
  `);
  expect(checked.exitCode).toBe(1);
  const compiled = await grampus(fleet.root, ["compile"]);
  expect(compiled.stdout).toMatchInlineSnapshot(`
    "~ clusters/orders/base/cluster.yaml
    compiled 1 cluster in 1 environment
      dev  orders
    12 files: 0 created, 1 updated, 0 removed, 11 unchanged
    "
  `);
  expect(fleet.generated()).toEqual(before);
});

test("a generated file that is missing and one without a source: check names both", async () => {
  fleet = fleetDirectory({
    ...SOUND_FLEET,
    "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  draft: true,'),
  });
  await grampus(fleet.root, ["compile"]);
  fleet.write({ "clusters/billing/cluster.ts": undefined, "clusters/orders/base/cluster.yaml": undefined });
  const run = await grampus(fleet.root, ["check"]);
  expect(run.stderr).toMatchInlineSnapshot(`
    "clusters/billing/base/cluster.yaml:1:1 error check/stale: clusters/billing/base/cluster.yaml has no source any more
        1 │ # Generated by grampus from clusters/billing/cluster.ts. Do not edit: change the source an…
          │ ^
      hint    run \`grampus compile\` and commit the result

    clusters/billing/base/kustomization.yaml:1:1 error check/stale: clusters/billing/base/kustomization.yaml has no source any more
        1 │ # Generated by grampus from clusters/billing/cluster.ts. Do not edit: change the source an…
          │ ^
      hint    run \`grampus compile\` and commit the result

    error check/missing: clusters/orders/base/cluster.yaml is missing
      hint    run \`grampus compile\` and commit the result

    note fleet/no-committed-state: rules about changes were not applied: the fleet is not in a Git repository

    3 errors, 1 note
    "
  `);
  expect(run.exitCode).toBe(1);
  const compiled = await grampus(fleet.root, ["compile"]);
  expect(compiled.stdout).toMatchInlineSnapshot(`
    "- clusters/billing/base/cluster.yaml
    - clusters/billing/base/kustomization.yaml
    + clusters/orders/base/cluster.yaml
    compiled 1 cluster in 1 environment
      dev  orders
    14 files: 1 created, 0 updated, 2 removed, 11 unchanged
    "
  `);
});

test("a file of the user's in a generated directory is left alone with a warning", async () => {
  fleet = fleetDirectory({ ...SOUND_FLEET, "clusters/orders/base/notes.yaml": "mine: true\n" });
  const run = await grampus(fleet.root, ["compile"]);
  expect(run.exitCode).toBe(0);
  expect(run.stderr).toMatchInlineSnapshot(`
    "clusters/orders/base/notes.yaml:1:1 warning fleet/foreign-file: clusters/orders/base/notes.yaml was not made by Grampus and is left alone
        1 │ mine: true
          │ ^
      hint    move it out and import it: objects that travel with a cluster or an environment are its \`manifests\`

    note fleet/no-committed-state: rules about changes were not applied: the fleet is not in a Git repository

    1 warning, 1 note
    "
  `);
  expect(fleet.generated()["clusters/orders/base/notes.yaml"]).toBe("mine: true\n");
});

test.each([
  ["an unknown command", ["compil"]],
  ["an unknown option", ["compile", "--envv", "dev"]],
  ["an environment as an argument of compile", ["compile", "dev"]],
  ["a cluster as an argument of check", ["check", "dev/orders"]],
  ["several arguments that a command does not take", ["compile", "dev", "prod"]],
  ["an argument more than explain takes", ["explain", "dev/orders", "members", "version"]],
  ["an unknown environment", ["compile", "--env", "prd"]],
  ["an unknown cluster", ["render", "dev/order"]],
  ["objects beside the Cluster", ["explain", "dev/orders", "manifests.x"]],
  ["an unknown field", ["explain", "dev/orders", "spec.membres"]],
  ["three names", ["render", "dev/orders/x"]],
  ["an empty name", ["render", "/orders"]],
  ["no cluster to explain", ["explain", "dev", "members"]],
  ["an unknown format", ["check", "--format", "xml"]],
])("%s: exit 1 and what is allowed", async (_, args) => {
  fleet = fleetDirectory(SOUND_FLEET);
  const run = await grampus(fleet.root, args);
  expect(run.stderr).toMatchSnapshot();
  expect(run.exitCode).toBe(1);
});

test.each([
  ["before the command", (root: string) => ["--root", root, "compile"]],
  ["behind the command", (root: string) => ["compile", "--root", root]],
])("--root %s names the fleet", async (_, args) => {
  fleet = fleetDirectory(SOUND_FLEET);
  expect(await grampus("/", args(fleet.root))).toMatchObject({ exitCode: 0 });
});

test.each(["nope", "environments/dev/environment.ts"])("--root %s, no folder: exit 1", async (root) => {
  fleet = fleetDirectory(SOUND_FLEET);
  const run = await grampus(fleet.root, ["compile", "--root", root]);
  expect(run.stderr.replaceAll(fleet.root, "<fleet>")).toBe(
    `error fleet/no-such-folder: there is no folder <fleet>/${root}\n\n1 error\n`,
  );
  expect(run.exitCode).toBe(1);
});

test("outside a fleet: exit 1", async () => {
  fleet = fleetDirectory({});
  const run = await grampus(fleet.root, ["compile"]);
  expect(run.stderr.replaceAll(fleet.root, "<directory>")).toMatchInlineSnapshot(`
    "error fleet/not-found: <directory> is not in a fleet
      hint    run the command in the repository of your fleet, or name it with --root

    1 error
    "
  `);
  expect(run.exitCode).toBe(1);
});
