import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { build, memoryFileSystem } from "kustomize-ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clusterText, environmentText } from "../testing/fleet-directory.ts";
import type { GitFleet } from "../testing/git-fleet.ts";
import { cut, pin, pinnedFleet, RELEASED_FLEET } from "../testing/released-fleet.ts";
import { explain } from "./explain.ts";

let fleet: GitFleet;

beforeEach(async () => {
  fleet = await pinnedFleet();
});

afterEach(() => fleet.remove());

/** The generated files of the environment that follows releases, its lock among them. */
function pinnedFiles(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fleet.generated()).filter(([file]) => file.startsWith("environments/prod/")),
  );
}

function builtCluster(environment: string, cluster: string): string {
  const files = memoryFileSystem(new Map(Object.entries(fleet.generated())));
  const built = build(`environments/${environment}/clusters/${cluster}`, { fs: files });
  return built.kind === "built" ? built.yaml() : JSON.stringify(built.diagnostics);
}

test("an overlay lies on its release, and what an environment computes is computed from the release", async () => {
  const before = builtCluster("prod", "orders");
  expect(before).toContain("members: 5\n");
  expect(pinnedFiles()["environments/prod/clusters/orders/kustomization.yaml"]).toContain(
    "- ../../../../clusters/orders/releases/1\n",
  );
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  members: 5,\n  storage: { size: "40Gi", class: "fast" },',
    ),
  });
  expect(await fleet.compiled()).toBe("");
  expect(builtCluster("prod", "orders")).toBe(before);
  expect(builtCluster("dev", "orders")).toContain("storage: 40Gi\n");
  expect(await cut(fleet, "orders")).toEqual([2]);
  pin(fleet, "prod", "orders", 2);
  expect(await fleet.compiled()).toBe("");
  expect(builtCluster("prod", "orders")).toMatch(/members: 7\n[\s\S]*storage: 40Gi\n/);
});

const edits = fc.oneof(
  fc
    .record({ members: fc.integer({ min: 1, max: 9 }), size: fc.integer({ min: 20, max: 90 }) })
    .map(({ members, size }) =>
      clusterText(
        `  name: "orders",\n  members: ${members},\n  storage: { size: "${size}Gi", class: "fast" },`,
      ),
    ),
  fc.constantFrom(
    clusterText('  name: "orders",\n  draft: true,'),
    clusterText('  name: "other",'),
    "throw new Error('broken');\nexport default {};\n",
    "export default {",
    "",
    'import { defineCluster } from "@grampus/dsl";\nexport const SIZE = 3;\nexport default defineCluster({ name: "orders", members: SIZE, owner: "team-new" });\n',
    'import billing from "../billing/cluster.ts";\nexport default { ...billing, name: "orders" };\n',
  ),
);

test("no edit of a cluster's definition changes a byte of an environment that follows releases", async () => {
  const before = pinnedFiles();
  await fc.assert(
    fc.asyncProperty(edits, fc.constantFrom("orders", "billing"), async (text, cluster) => {
      fleet.write({ [`clusters/${cluster}/cluster.ts`]: text.replaceAll("orders", cluster) });
      await fleet.compiled();
      expect(pinnedFiles()).toEqual(before);
      fleet.git("checkout", "--quiet", "HEAD", "--", "clusters");
    }),
    { numRuns: 14 },
  );
});

test("a cluster that is listed and not pinned waits: nothing of it is written, and the commands are named", async () => {
  fleet.write({
    "clusters/users/cluster.ts": clusterText('  name: "users",'),
    "environments/prod/environment.ts": (RELEASED_FLEET["environments/prod/environment.ts"] ?? "")
      .replace("clusters: { billing,", "clusters: { users, billing,")
      .replace("import orders", 'import users from "../../clusters/users/cluster.ts";\nimport orders'),
  });
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:11:15 note release/waiting: users waits for its first promotion to prod
        11 │   clusters: { users, billing, orders: override(orders, { members: (orders.members ?? 0) +…
           │               ^^^^^
      field   clusters.users
      hint    grampus release users, then grampus promote users --to prod

    1 note
    "
  `);
  expect(pinnedFiles()["environments/prod/releases.lock.json"]).toContain('\n\n"users": null,\n\n');
  expect(Object.keys(pinnedFiles()).filter((file) => file.includes("/users/"))).toEqual([]);
  fleet.commit();
  await cut(fleet, "users");
  pin(fleet, "prod", "users", 1);
  expect(await fleet.compiled({ against: "HEAD" })).toBe("");
  expect(builtCluster("prod", "users")).toContain("name: users\n");
});

test("a cluster that runs and would not be pinned is refused, where an environment begins to follow releases", async () => {
  fleet.write({
    "environments/dev/environment.ts": (RELEASED_FLEET["environments/dev/environment.ts"] ?? "").replace(
      'name: "dev",',
      'name: "dev",\n  follows: "releases",',
    ),
  });
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "environments/dev/environment.ts:10:15 error release/unpinned: dev follows releases and pins none of billing, which has its data there
        10 │   clusters: { billing, orders },
           │               ^^^^^^^
      field   clusters.billing
      hint    cut what runs and pin it: grampus release billing, then grampus promote billing --to dev; or let dev run the definitions as they stand: follows: "head"

    environments/dev/environment.ts:10:24 error release/unpinned: dev follows releases and pins none of orders, which has its data there
        10 │   clusters: { billing, orders },
           │                        ^^^^^^
      field   clusters.orders
      hint    cut what runs and pin it: grampus release orders, then grampus promote orders --to dev; or let dev run the definitions as they stand: follows: "head"

    2 errors
    "
  `);
});

test("a cluster that is retired runs its release until it is left out, and its line leaves the lock with it", async () => {
  const text = RELEASED_FLEET["environments/prod/environment.ts"] ?? "";
  const retired = text.replace(
    "clusters: { billing,",
    'clusters: { billing: retire(billing, { because: "over", data: "delete" }),',
  );
  const edited = clusterText('  name: "billing",\n  members: 1,\n  deletionProtection: true,');
  fleet.write({ "environments/prod/environment.ts": retired, "clusters/billing/cluster.ts": edited });
  expect(await fleet.compiled()).toBe("");
  expect(builtCluster("prod", "billing")).toMatch(/members: 3\n/);
  expect(builtCluster("prod", "billing")).toContain("deletionPolicy: Delete\n  deletionProtection: false\n");
  expect(builtCluster("prod", "billing")).not.toContain("Prune=false");
  fleet.commit();
  fleet.write({ "environments/prod/environment.ts": text.replace("clusters: { billing,", "clusters: {") });
  expect(await fleet.compiled()).toContain("note fleet/ends: the Cluster mysql-prod/billing leaves Git");
  expect(pinnedFiles()["environments/prod/releases.lock.json"]).not.toContain("billing");
  expect(Object.keys(pinnedFiles()).filter((file) => file.includes("/billing/"))).toEqual([]);
});

test("an environment that follows the definitions again loses its lock", async () => {
  fleet.write({
    "environments/prod/environment.ts": (RELEASED_FLEET["environments/prod/environment.ts"] ?? "").replace(
      'after: "dev",',
      'after: "dev",\n  follows: "head",',
    ),
  });
  expect(await fleet.compiled()).toBe("");
  expect(Object.keys(pinnedFiles())).not.toContain("environments/prod/releases.lock.json");
  expect(pinnedFiles()["environments/prod/clusters/orders/kustomization.yaml"]).toContain(
    "/clusters/orders/base\n",
  );
});

test.each([
  ["by name", 'import orders, { SIZE } from "../../clusters/orders/cluster.ts";'],
  [
    "from the module as a whole",
    'import * as whole from "../../clusters/orders/cluster.ts";\nconst { default: orders } = whole;\nconst SIZE = whole.SIZE;',
  ],
])("an export that no release holds is refused, %s", async (_, line) => {
  fleet.write({
    "clusters/orders/cluster.ts": `export const SIZE = 3;\n${RELEASED_FLEET["clusters/orders/cluster.ts"]}`,
    "environments/prod/environment.ts": (RELEASED_FLEET["environments/prod/environment.ts"] ?? "")
      .replace('import orders from "../../clusters/orders/cluster.ts";', line)
      .replace("(orders.members ?? 0) + 2", "SIZE"),
  });
  expect(await fleet.compiled()).toMatchSnapshot();
});

test("modules that an environment shares with others know the release in it, and lists of definitions are names", async () => {
  fleet.write({
    "clusters/large.ts":
      'import orders from "./orders/cluster.ts";\nexport const members = (orders.members ?? 0) + 4;\n',
    "clusters/tenants.ts":
      'import { defineCluster } from "@grampus/dsl";\nexport const tenants = { users: defineCluster({ name: "users", members: 1 }) };\n',
    "clusters/users/cluster.ts": 'import { tenants } from "../tenants.ts";\nexport default tenants.users;\n',
    "environments/prod/environment.ts": environmentText(
      ["billing", "orders"],
      '  name: "prod",\n  after: "dev",\n  namespace: "mysql-prod",\n  platform: kubernetes(),\n  clusters: { ...tenants, billing, orders: override(orders, { members }) },',
    ).replace(
      "\nexport",
      'import { members } from "../../clusters/large.ts";\nimport { tenants } from "../../clusters/tenants.ts";\n\nexport',
    ),
    "environments/dev/environment.ts": environmentText(
      ["billing", "orders"],
      '  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { ...tenants, billing, orders },',
    ).replace("\nexport", 'import { tenants } from "../../clusters/tenants.ts";\n\nexport'),
  });
  await cut(fleet, "users");
  pin(fleet, "prod", "users", 1);
  expect(await fleet.compiled()).toBe("");
  fleet.commit();
  fleet.write({
    "clusters/orders/cluster.ts": (RELEASED_FLEET["clusters/orders/cluster.ts"] ?? "").replace(
      "members: 3",
      "members: 5",
    ),
    "clusters/tenants.ts":
      'import { defineCluster } from "@grampus/dsl";\nexport const tenants = { users: defineCluster({ name: "users", members: 3 }) };\n',
  });
  const before = pinnedFiles();
  expect(await fleet.compiled()).toBe("");
  expect(builtCluster("dev", "users")).toContain("members: 3\n");
  expect(builtCluster("prod", "users")).toContain("members: 1\n");
  expect(builtCluster("prod", "orders")).toContain("members: 7\n");
  expect(pinnedFiles()).toEqual(before);
});

test("a copy of a definition is refused where releases are followed too", async () => {
  fleet.write({
    "environments/prod/environment.ts": (RELEASED_FLEET["environments/prod/environment.ts"] ?? "").replace(
      "override(orders, { members: (orders.members ?? 0) + 2 })",
      "{ ...orders, members: 7 }",
    ),
  });
  expect(await fleet.compiled()).toContain("definition/unknown-cluster: orders is not the default export");
});

test("what a release says is told and explained at its line", async () => {
  fleet.write({
    "environments/prod/environment.ts": (RELEASED_FLEET["environments/prod/environment.ts"] ?? "").replace(
      "namespace:",
      "policies: [minMembers(5)],\n  namespace:",
    ),
  });
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/billing/releases/1/definition.json:5:16 error policy/min-members: prod/billing has fewer than 5 members
        5 │     "members": 3,
          │                ^
      field   members (spec.members)
      found   3
      allowed at least 5
      hint    asked for by policies[0] in environments/prod/environment.ts; a release never changes: write it in an override of billing in environments/prod/environment.ts, or in the definition, and release that

    1 error
    "
  `);
  const request = { root: fleet.root, selection: { environment: "prod", cluster: "orders" } };
  fleet.git("checkout", "--quiet", "HEAD", "--", "environments");
  expect(await explain(request, "variables.max_connections")).toMatchObject({
    layers: [
      {
        layer: "release",
        value: 500,
        source: { file: "clusters/orders/releases/1/definition.json", line: 12, column: 26 },
      },
    ],
  });
});

test("rules about changes hold between releases, at the line of the release", async () => {
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  members: 3,\n  storage: { size: "20Gi", class: "slow" },',
    ),
  });
  await cut(fleet, "orders");
  pin(fleet, "prod", "orders", 2);
  expect(await fleet.compiled({ selection: { environment: "prod" } })).toMatchInlineSnapshot(`
    "clusters/orders/releases/2/definition.json:8:16 error cluster/forbidden-change: storageClassName cannot change (prod/orders)
        8 │       "class": "slow",
          │                ^^^^^^
      field   storage.class (spec.volumeClaimTemplate.spec.storageClassName)
      found   "slow"; "fast" in HEAD (1234567)
      hint    when that was never applied, compare with a commit that was: --against <commit>

    1 error
    "
  `);
});

describe("a newer Grampus changes no release", () => {
  test("what its schema adds goes into the overlay", async () => {
    const file = "clusters/orders/releases/1/cluster.yaml";
    const older = (fleet.generated()[file] ?? "").replace("  deletionPolicy: Retain\n", "");
    const { checksumsText, releaseDigest } = await import("../releases/checksums.ts");
    const directory = "clusters/orders/releases/1";
    const texts = new Map(
      ["cluster.yaml", "definition.json", "kustomization.yaml"].map((name) => [
        name,
        name === "cluster.yaml" ? older : readFileSync(path.join(fleet.root, directory, name), "utf8"),
      ]),
    );
    const sums = checksumsText(texts);
    const lock = fleet.generated()["environments/prod/releases.lock.json"] ?? "";
    const [, digest = ""] = /"orders": .*"(sha256:[0-9a-f]+)"/.exec(lock) ?? [];
    fleet.write({
      [file]: older,
      [`${directory}/SHA256SUMS`]: sums,
      "environments/prod/releases.lock.json": lock.replace(digest, releaseDigest(sums)),
    });
    fleet.commit("as an older Grampus cut it");
    const before = builtCluster("dev", "orders");
    expect(await fleet.compiled()).toBe("");
    expect(fleet.generated()[file]).toBe(older);
    expect(pinnedFiles()["environments/prod/clusters/orders/cluster.patch.yaml"]).toContain(
      "deletionPolicy: Retain",
    );
    expect(builtCluster("prod", "orders")).toContain("deletionPolicy: Retain");
    expect(builtCluster("dev", "orders")).toBe(before);
  });
});

test("a compile of one environment that follows releases touches nothing else", async () => {
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  members: 5,\n  storage: { size: "30Gi", class: "fast" },',
    ),
  });
  rmSync(path.join(fleet.root, "environments/prod/clusters"), { recursive: true });
  expect(await fleet.compiled({ selection: { environment: "prod" } })).toBe("");
  expect(existsSync(path.join(fleet.root, "environments/prod/clusters/orders/kustomization.yaml"))).toBe(
    true,
  );
  expect(fleet.git("status", "--short")).toBe(" M clusters/orders/cluster.ts\n");
});
