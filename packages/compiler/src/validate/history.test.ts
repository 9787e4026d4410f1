import { rmSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { compile } from "../pipeline/compile.ts";
import { clusterText, environmentText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";

let fleet: GitFleet;

afterEach(() => fleet.remove());

const cluster = (body: string) => ({
  "clusters/orders/cluster.ts": clusterText(`  name: "orders",\n${body}`),
});
const ENVIRONMENTS: Readonly<Record<string, string>> = {
  "environments/dev/environment.ts": environmentText(
    ["orders"],
    '  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { orders },',
  ),
  "environments/prod/environment.ts": environmentText(
    ["orders"],
    '  name: "prod",\n  after: "dev", follows: "head",\n  namespace: "mysql-prod",\n  platform: openshift(),\n  clusters: { orders: override(orders, { storage: { size: "50Gi" } }) },',
  ),
};

async function committedFleet(body: string): Promise<void> {
  fleet = await gitFleet({ ...ENVIRONMENTS, ...cluster(body) });
}

test("an unchanged fleet and allowed changes say nothing", async () => {
  await committedFleet('  version: "9.7",\n  storage: { size: "20Gi" },');
  expect(await fleet.compiled()).toBe("");
  fleet.write(cluster('  version: "9.7.4",\n  storage: { size: "30Gi" },\n  members: 5,'));
  expect(await fleet.compiled()).toBe("");
});

test("a smaller volume and an older version are refused where they are written, once for all environments", async () => {
  await committedFleet('  version: "9.7",\n  storage: { size: "20Gi" },');
  const before = fleet.generated();
  fleet.write(cluster('  version: "8.4",\n  storage: { size: "10Gi" },'));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:12 error cluster/forbidden-change: MySQL cannot go back to an older version than its data was opened with; restore a backup made with the older version into a new cluster (dev/orders)
      also in prod/orders
        5 │   version: "8.4",
          │            ^^^^^
      field   version (spec.version)
      found   "8.4"; "9.7" in HEAD (1234567)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    clusters/orders/cluster.ts:6:20 error cluster/forbidden-change: a volume cannot shrink; to move to smaller volumes, restore a backup into a new cluster (dev/orders)
        6 │   storage: { size: "10Gi" },
          │                    ^^^^^^
      field   storage.size (spec.volumeClaimTemplate.spec.resources.requests.storage)
      found   "10Gi"; "20Gi" in HEAD (1234567)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    3 errors
    "
  `);
  expect(fleet.generated()).toEqual(before);
});

test("a version that was committed and that no operator runs can be taken back", async () => {
  await committedFleet('  version: "9.7",');
  const mistyped = Object.entries(fleet.generated()).map(([file, text]) => [
    file,
    text.replace(/version: "?9.7"?/, "version: '9.8'"),
  ]);
  fleet.write(Object.fromEntries(mistyped));
  fleet.commit();
  expect(fleet.git("show", "HEAD")).toContain("+  version: '9.8'");
  expect(await fleet.compiled()).toBe("");
  expect(fleet.git("diff")).toContain("-  version: '9.8'");
  fleet.write(cluster('  version: "8.4",'));
  expect(await fleet.compiled()).toBe("");
});

test("another series than the committed one is one the operator would stall on", async () => {
  await committedFleet('  version: "8.4",');
  fleet.write(cluster('  version: "9.7",'));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:12 error cluster/would-stall: UpgradeUnsupported: the cluster runs MySQL 8.4 and spec.version is 9.7; this operator does not change the series of a cluster (dev/orders)
      also in prod/orders
        5 │   version: "9.7",
          │            ^^^^^
      field   version (spec.version)
      found   "9.7"
      allowed 8.4, and its releases
      hint    set it to a release of 8.4; to change the series, load a dump into a new cluster; when 8.4 never ran (kubectl get clusters.mysql.oracle.com orders --output jsonpath={.status.dataVersion} says what did), compare with the commit before it: --against <commit>

    2 errors
    "
  `);
});

test("a series that never ran is taken back as the hint says", async () => {
  await committedFleet('  version: "9.7",');
  fleet.git("tag", "before");
  const written = Object.entries(fleet.generated()).map(([file, text]) => [
    file,
    text.replace(/version: "?9.7"?/, "version: '8.4'"),
  ]);
  fleet.write(Object.fromEntries(written));
  fleet.commit();
  expect(await fleet.compiled()).toContain(
    "when 8.4 never ran (kubectl get clusters.mysql.oracle.com orders --output jsonpath={.status.dataVersion} says what did), compare with the commit before it: --against <commit>",
  );
  expect(await fleet.compiled({ against: "before" })).toBe("");
});

test("of an object the entry that changed is told, at the line that sets it", async () => {
  const variables = (more: string) => cluster(`  variables: {\n    long_query_time: 1,${more}\n  },`);
  await committedFleet("  members: 3,\n  variables: {\n    long_query_time: 1,\n  },");
  fleet.write(variables('\n    max_connections: 50,\n    innodb_page_size: "4k",'));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:8:23 error cluster/forbidden-change: data files keep the innodb_page_size and innodb_data_file_path they were made with: restore a dump into a new cluster (dev/orders)
      also in prod/orders
        8 │     innodb_page_size: "4k",
          │                       ^^^^
      field   variables.innodb_page_size (spec.variables.innodb_page_size)
      found   "4k"; not set in HEAD (1234567)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    2 errors
    "
  `);
});

test("of an object the entry that is gone is told, at the object that lost it", async () => {
  await committedFleet('  variables: {\n    long_query_time: 1,\n    innodb_page_size: "4k",\n  },');
  fleet.write(cluster("  variables: {\n    long_query_time: 1,\n  },"));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:3 error cluster/forbidden-change: data files keep the innodb_page_size and innodb_data_file_path they were made with: restore a dump into a new cluster (dev/orders)
      also in prod/orders
        5 │   variables: {
          │   ^^^^^^^^^
      field   variables.innodb_page_size (spec.variables.innodb_page_size)
      found   nothing; "4k" in HEAD (1234567)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    2 errors
    "
  `);
});

test("a field that is gone is told where it was taken away, not where others stand around it", async () => {
  await committedFleet('  storage: { size: "20Gi", class: "fast" },');
  fleet.write(cluster('  storage: { size: "20Gi" },'));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:3 error cluster/forbidden-change: storageClassName cannot change (dev/orders)
      also in prod/orders
        5 │   storage: { size: "20Gi" },
          │   ^^^^^^^
      field   storage.class (spec.volumeClaimTemplate.spec.storageClassName)
      found   nothing; "fast" in HEAD (1234567)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    2 errors
    "
  `);
});

test("a field that says in a definition what is an object in the custom resource is told at its line", async () => {
  await committedFleet("  members: 3,");
  fleet.write(cluster('  members: 3,\n  rootPasswordSecret: "x",'));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:6:23 error cluster/forbidden-change: the data keeps the password it was made with: change it with ALTER USER and in the Secret that is named now (dev/orders)
      also in prod/orders
        6 │   rootPasswordSecret: "x",
          │                       ^^^
      field   rootPasswordSecret (spec.rootPasswordSecret)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    2 errors
    "
  `);
});

test("the state before is the commit, not the files on disk", async () => {
  await committedFleet('  storage: { size: "20Gi" },');
  fleet.write(cluster('  storage: { size: "30Gi" },'));
  expect(await fleet.compiled()).toBe("");
  fleet.write(cluster('  storage: { size: "25Gi" },'));
  expect(await fleet.compiled()).toBe("");
});

test("--against names another commit", async () => {
  await committedFleet('  storage: { size: "20Gi" },');
  fleet.git("tag", "small");
  fleet.write(cluster('  storage: { size: "30Gi" },'));
  await fleet.compiled();
  fleet.commit();
  fleet.write(cluster('  storage: { size: "25Gi" },'));
  expect(await fleet.compiled({ against: "small" })).toBe("");
  expect(await fleet.compiled()).toContain("error cluster/forbidden-change");
  expect(await fleet.compiled({ against: "nowhere" })).toMatchInlineSnapshot(`
    "error fleet/unknown-reference: nowhere is not a commit of this repository
      hint    name a branch, a tag or the id of a commit: --against origin/main

    1 error
    "
  `);
});

test("a committed overlay that does not build is warned about", async () => {
  await committedFleet('  storage: { size: "20Gi" },');
  fleet.write({ "clusters/orders/base/kustomization.yaml": "resources:\n- missing.yaml\n" });
  fleet.commit();
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "warning fleet/committed-state-unreadable: dev/orders as committed in HEAD cannot be built
      hint    compare the change by hand, or name a sound commit with --against

    warning fleet/committed-state-unreadable: prod/orders as committed in HEAD cannot be built
      hint    compare the change by hand, or name a sound commit with --against

    2 warnings
    "
  `);
});

test("nothing is compared with a broken commit where that was asked for, and compile alone can repair it", async () => {
  await committedFleet('  storage: { size: "20Gi" },');
  fleet.write({ "environments/prod/clusters/orders/cluster.patch.yaml": "<<<<<<< HEAD\n" });
  fleet.commit();
  const before = fleet.generated();
  for (const request of [{ against: "HEAD" }, { isRequired: true }]) {
    expect(await fleet.compiled(request)).toMatchInlineSnapshot(`
      "error fleet/cannot-compare: rules about changes cannot be applied: prod/orders as committed in HEAD cannot be built
        hint    compare with a sound commit: --against <commit>

      1 error
      "
    `);
    expect(fleet.generated()).toEqual(before);
  }
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "warning fleet/committed-state-unreadable: prod/orders as committed in HEAD cannot be built
      hint    compare the change by hand, or name a sound commit with --against

    1 warning
    "
  `);
  fleet.commit();
  expect(await fleet.compiled({ against: "HEAD" })).toBe("");
});

test("an environment whose Kustomizations are all broken is said to be unreadable", async () => {
  await committedFleet('  storage: { size: "20Gi" },');
  fleet.write({
    "environments/prod/clusters/orders/kustomization.yaml": "<<<<<<< HEAD\nnamespace: a\n=======\n",
  });
  fleet.commit();
  expect(await fleet.compiled({ against: "HEAD" })).toMatchInlineSnapshot(`
    "error fleet/cannot-compare: rules about changes cannot be applied: prod as committed in HEAD cannot be built
      hint    compare with a sound commit: --against <commit>

    1 error
    "
  `);
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "warning fleet/committed-state-unreadable: prod as committed in HEAD cannot be built
      hint    compare the change by hand, or name a sound commit with --against

    1 warning
    "
  `);
});

test("an overlay that a commit lacks, though its definition has the cluster, is said", async () => {
  await committedFleet('  storage: { size: "20Gi" },');
  fleet.git("rm", "-r", "--quiet", "environments/prod/clusters");
  fleet.commit();
  expect(await fleet.compiled({ against: "HEAD" })).toMatchInlineSnapshot(`
    "error fleet/cannot-compare: rules about changes cannot be applied: prod/orders as committed in HEAD has no generated files
      hint    compare with a sound commit: --against <commit>

    1 error
    "
  `);
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "warning fleet/committed-state-unreadable: prod/orders as committed in HEAD has no generated files
      hint    compare the change by hand, or name a sound commit with --against

    1 warning
    "
  `);
});

test("a fleet in a folder of the repository is compared too", async () => {
  const nested = (files: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`databases/${file}`, text]));
  fleet = await gitFleet(nested({ ...ENVIRONMENTS, ...cluster('  storage: { size: "20Gi" },') }));
  const root = path.join(fleet.root, "databases");
  await compile({ root, selection: {} });
  fleet.commit();
  fleet.write(nested(cluster('  storage: { size: "10Gi" },')));
  const result = await compile({ root, selection: {} });
  expect(result.diagnostics.map(({ code }) => code)).toEqual(["cluster/forbidden-change"]);
});

test("an environment's compile is held to what its bases change elsewhere", async () => {
  await committedFleet('  storage: { size: "60Gi" },');
  const override = 'clusters: { orders: override(orders, { storage: { size: "70Gi" } }) },';
  const body = `  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  ${override}`;
  fleet.write({ "environments/dev/environment.ts": environmentText(["orders"], body) });
  fleet.write({
    "environments/prod/environment.ts": ENVIRONMENTS["environments/prod/environment.ts"]?.replace(
      ', { storage: { size: "50Gi" } }',
      ", {}",
    ),
  });
  await fleet.compiled();
  fleet.commit();
  fleet.write(cluster('  storage: { size: "10Gi" },'));
  const result = await compile({ root: fleet.root, selection: { environment: "dev" } });
  expect(result.diagnostics.map(({ code, message }) => `${code} ${message.slice(-13)}`)).toEqual([
    "cluster/forbidden-change (prod/orders)",
  ]);
});

test("a repository that git does not read is an error, and GIT_DIR does not lead git astray", async () => {
  await committedFleet('  storage: { size: "20Gi" },');
  fleet.write(cluster('  storage: { size: "10Gi" },'));
  process.env.GIT_DIR = "/nonexistent";
  try {
    expect(await fleet.compiled()).toContain("error cluster/forbidden-change");
  } finally {
    delete process.env.GIT_DIR;
  }
  rmSync(path.join(fleet.root, ".git"), { recursive: true });
  fleet.write({ ".git": "no repository\n" });
  expect(await fleet.compiled()).toContain(
    "error fleet/git-refuses: rules about changes cannot be applied, because git says",
  );
});

test("without a repository or a commit, compile says that rules about changes were not applied", async () => {
  fleet = await gitFleet({ ...ENVIRONMENTS, ...cluster("") });
  rmSync(path.join(fleet.root, ".git"), { recursive: true });
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "note fleet/no-committed-state: rules about changes were not applied: the fleet is not in a Git repository

    1 note
    "
  `);
  fleet.git("init", "--quiet");
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "note fleet/no-committed-state: rules about changes were not applied: the Git repository has no commit yet

    1 note
    "
  `);
});

test("a field that the commit did not have has no old value to show", async () => {
  await committedFleet("");
  fleet.write(cluster('  rootPasswordSecret: "x",'));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:23 error cluster/forbidden-change: the data keeps the password it was made with: change it with ALTER USER and in the Secret that is named now (dev/orders)
      also in prod/orders
        5 │   rootPasswordSecret: "x",
          │                       ^^^
      field   rootPasswordSecret (spec.rootPasswordSecret)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    2 errors
    "
  `);
});

test("another Cluster in the files of a committed one does not hide its volume", async () => {
  await committedFleet('  storage: { size: "20Gi" },');
  const base = "clusters/orders/base";
  fleet.write({
    [`${base}/decoy.yaml`]:
      "apiVersion: mysql.oracle.com/v1alpha1\nkind: Cluster\nmetadata:\n  name: decoy\n",
    [`${base}/kustomization.yaml`]: fleet
      .generated()
      [`${base}/kustomization.yaml`]?.replace("resources:\n", "resources:\n- decoy.yaml\n"),
  });
  fleet.commit("with another Cluster");
  fleet.write({ [`${base}/decoy.yaml`]: undefined, ...cluster('  storage: { size: "10Gi" },') });
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:20 error cluster/forbidden-change: a volume cannot shrink; to move to smaller volumes, restore a backup into a new cluster (dev/orders)
        5 │   storage: { size: "10Gi" },
          │                    ^^^^^^
      field   storage.size (spec.volumeClaimTemplate.spec.resources.requests.storage)
      found   "10Gi"; "20Gi" in HEAD (1234567)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    1 error
    "
  `);
});
