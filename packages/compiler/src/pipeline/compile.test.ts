import { symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
  SOUND_FLEET,
} from "../testing/fleet-directory.ts";
import { compile } from "./compile.ts";

let fleet: FleetDirectory;

afterEach(() => fleet.remove());

const TWO_BY_TWO: Readonly<Record<string, string>> = {
  "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  owner: "team-billing",'),
  "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  storage: { size: "20Gi", class: "fast" },'),
  "environments/dev/environment.ts": environmentText(
    ["billing", "orders"],
    '  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { billing, orders: override(orders, { storage: { class: unset() } }) },',
  ),
  "environments/prod/environment.ts": environmentText(
    ["orders"],
    '  name: "prod",\n  after: "dev", follows: "head",\n  namespace: "mysql-prod",\n  platform: openshift(),\n  defaults: { version: "9.7.4", tolerations: [{ key: "db", operator: "Exists" }] },\n  clusters: { orders: override(orders, { members: 5 }) },',
  ),
};

async function changedFiles(selection = {}): Promise<readonly string[]> {
  const result = await compile({ root: fleet.root, selection });
  if (result.kind === "refused") throw new RangeError(JSON.stringify(result.diagnostics));
  return result.changes.map(({ kind, file }) => `${kind} ${file}`);
}

test("the whole tree of a small fleet", async () => {
  fleet = fleetDirectory(TWO_BY_TWO);
  await changedFiles();
  const texts = Object.entries(fleet.generated()).filter(([file]) => !file.includes("/crds/"));
  expect(texts.map(([file, text]) => `=== ${file}\n${text}`).join("")).toMatchSnapshot();
});

test("a second compile writes nothing", async () => {
  fleet = fleetDirectory(TWO_BY_TWO);
  await changedFiles();
  expect(await changedFiles()).toEqual([]);
});

test("one environment: its operator folder, the bases of its clusters, and every overlay of these", async () => {
  fleet = fleetDirectory(TWO_BY_TWO);
  expect(await changedFiles({ environment: "prod" })).toEqual([
    "create clusters/orders/base/cluster.yaml",
    "create clusters/orders/base/kustomization.yaml",
    "create environments/dev/clusters/orders/cluster.patch.yaml",
    "create environments/dev/clusters/orders/kustomization.yaml",
    "create environments/prod/clusters/orders/cluster.patch.yaml",
    "create environments/prod/clusters/orders/kustomization.yaml",
    "create environments/prod/operator/access.yaml",
    "create environments/prod/operator/crds/clusters.mysql.oracle.com.yaml",
    "create environments/prod/operator/deletion-protection.yaml",
    "create environments/prod/operator/deployment.yaml",
    "create environments/prod/operator/disruption-budget.yaml",
    "create environments/prod/operator/kustomization.yaml",
    "create environments/prod/operator/namespaces/grampus-system.yaml",
    "create environments/prod/operator/namespaces/mysql-prod.yaml",
  ]);
});

test("one cluster: its base and its overlays", async () => {
  fleet = fleetDirectory(TWO_BY_TWO);
  expect(await changedFiles({ cluster: "billing" })).toEqual([
    "create clusters/billing/base/cluster.yaml",
    "create clusters/billing/base/kustomization.yaml",
    "create environments/dev/clusters/billing/cluster.patch.yaml",
    "create environments/dev/clusters/billing/kustomization.yaml",
  ]);
});

test("a selection removes nothing outside it", async () => {
  fleet = fleetDirectory(TWO_BY_TWO);
  await changedFiles();
  fleet.write({
    "clusters/billing/cluster.ts": undefined,
    "environments/dev/environment.ts": SOUND_FLEET["environments/dev/environment.ts"],
  });
  expect(await changedFiles({ environment: "prod" })).toEqual([
    "update environments/dev/clusters/orders/cluster.patch.yaml",
  ]);
  expect(await changedFiles()).toEqual([
    "remove clusters/billing/base/cluster.yaml",
    "remove clusters/billing/base/kustomization.yaml",
    "remove environments/dev/clusters/billing/cluster.patch.yaml",
    "remove environments/dev/clusters/billing/kustomization.yaml",
  ]);
});

test("an environment that shares the operator installs only its Namespace", async () => {
  fleet = fleetDirectory({
    ...SOUND_FLEET,
    "environments/qa/environment.ts": environmentText(
      ["orders"],
      '  name: "qa",\n  namespace: "mysql-qa",\n  target: "dev",\n  operator: "shared",\n  platform: kubernetes(),\n  clusters: { orders },',
    ),
  });
  await changedFiles();
  const files = Object.keys(fleet.generated()).filter((file) => file.startsWith("environments/qa/operator/"));
  expect(files).toEqual([
    "environments/qa/operator/kustomization.yaml",
    "environments/qa/operator/namespaces/mysql-qa.yaml",
  ]);
});

test("a generated folder that is a symbolic link is not written through", async () => {
  fleet = fleetDirectory({ ...SOUND_FLEET, "elsewhere/kept.txt": "mine\n" });
  symlinkSync("../../elsewhere", path.join(fleet.root, "clusters/orders/base"));
  await expect(changedFiles()).rejects.toThrow("clusters/orders/base: it is reached through a symbolic link");
  expect(Object.keys(fleet.generated()).filter((file) => file.startsWith("elsewhere/"))).toEqual([
    "elsewhere/kept.txt",
  ]);
});

test("defaults of an environment lie over its platform's settings, and under the cluster's", async () => {
  const securityContext =
    "securityContext: { runAsNonRoot: true, runAsUser: 27, seccompProfile: { type: 'RuntimeDefault' } }";
  fleet = fleetDirectory({
    "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 5,'),
    "environments/dev/environment.ts": environmentText(
      ["orders"],
      `  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  defaults: { ${securityContext}, members: 1 },\n  clusters: { orders },`,
    ),
  });
  await changedFiles();
  const patch = fleet.generated()["environments/dev/clusters/orders/cluster.patch.yaml"];
  expect(patch).toContain("runAsUser: 27");
  expect(patch).not.toContain("members");
});

test("one environment brings every overlay of the bases it changes, and what they would lose", async () => {
  fleet = fleetDirectory(TWO_BY_TWO);
  await changedFiles();
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  members: 7,\n  storage: { size: "20Gi", class: "fast" },',
    ),
  });
  expect(await changedFiles({ environment: "dev" })).toEqual(["update clusters/orders/base/cluster.yaml"]);
  expect(await changedFiles()).toEqual([]);
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  members: 5,\n  storage: { size: "20Gi", class: "fast" },',
    ),
  });
  await changedFiles({ environment: "dev" });
  expect(await changedFiles()).toEqual([]);
});

test("a file or a link where folders belong does no harm", async () => {
  fleet = fleetDirectory({ ...SOUND_FLEET, "clusters/README.md": "hello\n", "environments/.gitkeep": "" });
  await changedFiles();
  expect(await changedFiles()).toEqual([]);
});

test("a link in the place of a generated file is written over", async () => {
  fleet = fleetDirectory(SOUND_FLEET);
  await changedFiles();
  const file = "clusters/orders/base/cluster.yaml";
  fleet.write({ "elsewhere.yaml": fleet.generated()[file], [file]: undefined });
  symlinkSync("../../../elsewhere.yaml", path.join(fleet.root, file));
  expect(await changedFiles()).toEqual([`update ${file}`]);
  expect(await changedFiles()).toEqual([]);
});
