import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
  SOUND_FLEET,
} from "@grampus/compiler/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { grampusHere } from "./testing/in-process.ts";

type Files = Readonly<Record<string, string>>;

let fleet: FleetDirectory | undefined;

beforeEach(() => {
  vi.stubEnv("CI", "");
});

afterEach(() => {
  vi.unstubAllEnvs();
  fleet?.remove();
});

/** The cluster `orders` with some lines of its definition. */
const orders = (body: string): Files => ({
  "clusters/orders/cluster.ts": clusterText(`  name: "orders",\n${body}`),
});

/** The environment `dev`, which runs `orders`, with some lines of its definition. */
const dev = (body: string): Files => ({
  "environments/dev/environment.ts": environmentText(
    ["orders"],
    `  name: "dev",\n  namespace: "mysql-dev",\n${body}`,
  ),
});

/** What is said of wrong definitions: by `compile`, which then writes nothing, and by `check` with the same words. */
async function refusal(files: Files): Promise<string> {
  fleet = fleetDirectory({ ...SOUND_FLEET, ...files });
  const compiled = await grampusHere(fleet.root, ["compile"]);
  expect(compiled).toMatchObject({ exitCode: 1, stdout: "" });
  expect(fleet.generated()).toEqual({});
  expect(await grampusHere(fleet.root, ["check"])).toEqual(compiled);
  return compiled.stderr
    .replace(/(^|\n)note fleet\/no-committed-state.*\n\n/, "$1")
    .replace(/, 1 note\n$/, "\n");
}

describe("amounts out of their bounds", () => {
  test("thousandths of CPUs whose m was forgotten, and none", async () => {
    expect(
      await refusal(orders('  resources: { requests: { cpu: "0" }, limits: { cpu: "2000" } },')),
    ).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:33 error cluster/invalid-value: a container has at least 1m and less than 1000 CPUs: a number without a suffix counts whole ones, and m is a thousandth
          5 │   resources: { requests: { cpu: "0" }, limits: { cpu: "2000" } },
            │                                 ^^^
        field   resources.requests.cpu (spec.resources.server.requests.cpu)
        found   "0"

      clusters/orders/cluster.ts:5:55 error cluster/invalid-value: a container has at least 1m and less than 1000 CPUs: a number without a suffix counts whole ones, and m is a thousandth
          5 │   resources: { requests: { cpu: "0" }, limits: { cpu: "2000" } },
            │                                                       ^^^^^^
        field   resources.limits.cpu (spec.resources.server.limits.cpu)
        found   "2000"
        hint    did you mean 2000m?

      2 errors
      "
    `);
  });

  test("a volume in Ti instead of Gi, and one that no suffix explains", async () => {
    expect(
      await refusal({
        ...orders('  storage: { size: "20000Ti" },'),
        ...dev(
          '  platform: kubernetes(),\n  clusters: { orders: override(orders, { storage: { size: "9999999Ei" } }) },',
        ),
      }),
    ).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:20 error cluster/invalid-value: a volume has at most 1Pi, four times the largest tablespace of InnoDB
          5 │   storage: { size: "20000Ti" },
            │                    ^^^^^^^^^
        field   storage.size (spec.volumeClaimTemplate.spec.resources.requests.storage)
        found   "20000Ti"
        hint    did you mean 20000Gi?

      environments/dev/environment.ts:8:59 error cluster/invalid-value: a volume has at most 1Pi, four times the largest tablespace of InnoDB
          8 │   clusters: { orders: override(orders, { storage: { size: "9999999Ei" } }) },
            │                                                           ^^^^^^^^^^^
        field   storage.size (spec.volumeClaimTemplate.spec.resources.requests.storage)
        found   "9999999Ei"

      2 errors
      "
    `);
  });

  test("more memory than there is", async () => {
    expect(
      await refusal(
        orders(
          '  resources: { requests: { memory: "1e30" as never }, limits: { memory: "1e30" as never } },',
        ),
      ),
    ).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:36 error cluster/invalid-value: a container has at most 64Ti of memory, which is what x86-64 with four levels of page tables can address
          5 │   resources: { requests: { memory: "1e30" as never }, limits: { memory: "1e30" as never } },
            │                                    ^^^^^^^^^^^^^^^
        field   resources.requests.memory (spec.resources.server.requests.memory)
        found   "1e30"

      clusters/orders/cluster.ts:5:73 error cluster/invalid-value: a container has at most 64Ti of memory, which is what x86-64 with four levels of page tables can address
          5 │   resources: { requests: { memory: "1e30" as never }, limits: { memory: "1e30" as never } },
            │                                                                         ^^^^^^^^^^^^^^^
        field   resources.limits.memory (spec.resources.server.limits.memory)
        found   "1e30"

      2 errors
      "
    `);
  });
});

describe("wrong only to the TypeScript compiler", () => {
  test("a number of processors", async () => {
    expect(await refusal(orders("  resources: { requests: { cpu: 4 } },"))).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:28 error check/type: Type 'number' is not assignable to type 'CpuQuantity | undefined' (TS2322)
          5 │   resources: { requests: { cpu: 4 } },
            │                            ^
        allowed a text like "500m" or "2"

      1 error
      "
    `);
  });

  test("half a byte of memory", async () => {
    expect(await refusal(orders('  resources: { limits: { memory: "512m" } },'))).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:34 error cluster/invalid-value: a member has at least 128Mi of memory, and needs more: an idle server takes 190 MiB with the smallest settings; a number without a suffix counts bytes, and m is a thousandth
          5 │   resources: { limits: { memory: "512m" } },
            │                                  ^^^^^^
        field   resources.limits.memory (spec.resources.server.limits.memory)
        found   "512m"
        hint    did you mean 512Mi?

      1 error
      "
    `);
  });

  test("a resource of Kubernetes that definitions do not have", async () => {
    const body = '  resources: { limits: { "ephemeral-storage": "1Gi" } },';
    expect(await refusal(orders(body))).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:26 error check/type: Object literal may only specify known properties, and '"ephemeral-storage"' does not exist in type 'ComputeAmounts' (TS2353)
          5 │   resources: { limits: { "ephemeral-storage": "1Gi" } },
            │                          ^

      1 error
      "
    `);
  });

  test("undefined in an override", async () => {
    const body =
      "  platform: kubernetes(),\n  clusters: { orders: override(orders, { members: undefined }) },";
    expect(await refusal(dev(body))).toMatchInlineSnapshot(`
      "environments/dev/environment.ts:8:40 error check/type: members cannot be undefined (TS2379)
          8 │   clusters: { orders: override(orders, { members: undefined }) },
            │                                        ^
        hint    leave the field out; an override takes back what a lower layer set with unset()

      1 error
      "
    `);
  });

  test("an enum", async () => {
    const text = `${clusterText('  name: "orders",\n  members: Size.Small,')}enum Size { Small = 3 }\n`;
    expect(await refusal({ "clusters/orders/cluster.ts": text })).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:12 error check/type: Enum 'Size' used before its declaration (TS2450)
          5 │   members: Size.Small,
            │            ^

      clusters/orders/cluster.ts:7:6 error check/type: This syntax is not allowed when 'erasableSyntaxOnly' is enabled (TS1294)
          7 │ enum Size { Small = 3 }
            │      ^
        hint    definitions run with their types taken away: write a constant object instead of an enum

      2 errors
      "
    `);
  });

  test("an argument for a policy that takes none", async () => {
    const body = '  platform: kubernetes(),\n  policies: [requireOwner("team-a")],\n  clusters: { orders },';
    expect(await refusal({ ...orders('  owner: "team-a",'), ...dev(body) })).toMatchInlineSnapshot(`
      "environments/dev/environment.ts:8:27 error check/type: Expected 0 arguments, but got 1 (TS2554)
          8 │   policies: [requireOwner("team-a")],
            │                           ^

      1 error
      "
    `);
  });

  test("a type that is not that of its value", async () => {
    expect(await refusal(orders("  members: 3 satisfies string,"))).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:5:14 error check/type: Type 'number' does not satisfy the expected type 'string' (TS1360)
          5 │   members: 3 satisfies string,
            │              ^

      1 error
      "
    `);
  });
});

test("an import without .ts: compile and check take it", async () => {
  const { "environments/dev/environment.ts": text = "" } = SOUND_FLEET;
  const written = text.replace("cluster.ts", "cluster");
  fleet = fleetDirectory({ ...SOUND_FLEET, "environments/dev/environment.ts": written });
  expect(await grampusHere(fleet.root, ["compile"])).toMatchObject({ exitCode: 0 });
  expect(await grampusHere(fleet.root, ["check"])).toMatchObject({ exitCode: 0 });
});

describe("functions of the definition language", () => {
  test("a policy that is not called", async () => {
    const body = "  platform: kubernetes(),\n  policies: [oddMembers],\n  clusters: { orders },";
    expect(await refusal(dev(body))).toMatchInlineSnapshot(`
      "environments/dev/environment.ts:8:14 error load/not-plain-data: the function oddMembers is not plain data
          8 │   policies: [oddMembers],
            │              ^^^^^^^^^^
        field   policies.0
        hint    call it: oddMembers()

      1 error
      "
    `);
  });

  test("unset that is not called", async () => {
    const body = "  platform: kubernetes(),\n  clusters: { orders: override(orders, { affinity: unset }) },";
    expect(await refusal(dev(body))).toMatchInlineSnapshot(`
      "environments/dev/environment.ts:8:52 error load/not-plain-data: the function unset is not plain data
          8 │   clusters: { orders: override(orders, { affinity: unset }) },
            │                                                    ^^^^^
        field   clusters.orders.affinity
        hint    call it: unset()

      1 error
      "
    `);
  });

  test("a platform by its name", async () => {
    expect(await refusal(dev('  platform: "openshift",\n  clusters: { orders },'))).toMatchInlineSnapshot(`
      "environments/dev/environment.ts:7:13 error definition/wrong-type: platform has the wrong type
          7 │   platform: "openshift",
            │             ^^^^^^^^^^^
        field   platform
        found   a string: "openshift"
        allowed kubernetes() or openshift()

      1 error
      "
    `);
  });

  test("a misspelt import", async () => {
    const text = SOUND_FLEET["clusters/orders/cluster.ts"]?.replaceAll("defineCluster", "defineCluser") ?? "";
    expect(await refusal({ "clusters/orders/cluster.ts": text })).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:1:10 error load/no-such-export: @grampus/dsl does not export defineCluser
          1 │ import { defineCluser } from "@grampus/dsl";
            │          ^^^^^^^^^^^^
        hint    did you mean defineCluster?

      1 error
      "
    `);
  });

  test("an import that is misspelt and used by its right name", async () => {
    const text = SOUND_FLEET["clusters/orders/cluster.ts"]?.replace("defineCluster", "defineCluser") ?? "";
    expect(await refusal({ "clusters/orders/cluster.ts": text })).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:1:10 error check/type: '"@grampus/dsl"' has no exported member named 'defineCluser'. Did you mean 'defineCluster'? (TS2724)
          1 │ import { defineCluser } from "@grampus/dsl";
            │          ^

      clusters/orders/cluster.ts:3:8 error load/threw: the definition threw ReferenceError: defineCluster is not defined
          3 │ export default defineCluster({
            │        ^
        hint    import { defineCluster } from "@grampus/dsl"

      2 errors
      "
    `);
  });
});

test("what is wrong in a cluster is not said of the environments that import it", async () => {
  expect(await refusal(orders("  members: 3n as never,"))).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:12 error load/not-plain-data: the bigint 3n is not plain data
        5 │   members: 3n as never,
          │            ^^^^^^^^^^^
      field   members

    1 error
    "
  `);
});

test("a request above its limit, and which one", async () => {
  const body = '  resources: { requests: { cpu: "1", memory: "8Gi" }, limits: { cpu: "2", memory: "4Gi" } },';
  expect(await refusal(orders(body))).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:26 error cluster/invalid-value: a request is at most the limit of the same resource
        5 │   resources: { requests: { cpu: "1", memory: "8Gi" }, limits: { cpu: "2", memory: "4Gi" } },
          │                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      field   resources.requests (spec.resources.server.requests)
      found   memory: 8Gi requested, 4Gi at most

    1 error
    "
  `);
});

test("a field by its name in the custom resource", async () => {
  const body =
    '  podTemplate: { priorityClassName: "x" },\n  storage: { storageClassName: "fast" },\n  config: "x",';
  expect(await refusal(orders(body))).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:3 error definition/unknown-field: podTemplate is not a field of a cluster definition
        5 │   podTemplate: { priorityClassName: "x" },
          │   ^^^^^^^^^^^
      field   podTemplate
      found   podTemplate
      allowed name, owner, labels, annotations, version, repository, imagePullSecret, members, abandonedMembers, baseServerId, multiMaster, storage, variables, resources, nodeSelector, affinity, tolerations, securityContext, pods, rootPasswordSecret, tlsSecret, configMap, maxSecondaryLag, updateStrategy, deletionPolicy, deletionProtection, manifests, draft
      hint    in definitions: pods

    clusters/orders/cluster.ts:6:14 error definition/unknown-field: storage.storageClassName is not a field of a cluster definition
        6 │   storage: { storageClassName: "fast" },
          │              ^^^^^^^^^^^^^^^^
      field   storage.storageClassName
      found   storageClassName
      allowed size, class, accessModes, labels, annotations
      hint    in definitions: storage.class

    clusters/orders/cluster.ts:7:3 error definition/unknown-field: config is not a field of a cluster definition
        7 │   config: "x",
          │   ^^^^^^
      field   config
      found   config
      allowed name, owner, labels, annotations, version, repository, imagePullSecret, members, abandonedMembers, baseServerId, multiMaster, storage, variables, resources, nodeSelector, affinity, tolerations, securityContext, pods, rootPasswordSecret, tlsSecret, configMap, maxSecondaryLag, updateStrategy, deletionPolicy, deletionProtection, manifests, draft
      hint    in definitions: configMap

    3 errors
    "
  `);
});

test("a policy that several environments ask for is told once", async () => {
  const environment = (name: string): Files => ({
    [`environments/${name}/environment.ts`]: environmentText(
      ["orders"],
      `  name: "${name}",\n  namespace: "${name}",\n  platform: kubernetes(),\n  policies: [minMembers(5)],\n  clusters: { orders },`,
    ),
  });
  const wrong = { ...environment("dev"), ...environment("qa"), ...environment("prod") };
  expect(await refusal(wrong)).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:12 error policy/min-members: dev/orders has fewer than 5 members
      also in prod/orders, qa/orders
        5 │   members: 3,
          │            ^
      field   members (spec.members)
      found   3
      allowed at least 5
      hint    asked for by policies[0] in environments/dev/environment.ts

    3 errors
    "
  `);
});

test("of many messages a hundred are shown, and all of them with --json", async () => {
  const wrong = Array.from({ length: 120 }, (_, index) => [
    `clusters/c${index}/cluster.ts`,
    clusterText(`  name: "c${index}",\n  membres: 3,`),
  ]);
  fleet = fleetDirectory({ ...SOUND_FLEET, ...Object.fromEntries(wrong) });
  const shown = await grampusHere(fleet.root, ["compile", "--no-types"]);
  expect(shown.stderr.match(/definition\/unknown-field:/g)).toHaveLength(100);
  expect(shown.stderr).toContain(
    "and 20 more that are not shown: 20 definition/unknown-field\n  hint    --json has them all\n\n120 errors\n",
  );
  const all = await grampusHere(fleet.root, ["compile", "--no-types", "--json"]);
  expect(JSON.parse(all.stdout).diagnostics).toHaveLength(120);
});

test("a server variable of the operator, and what it is", async () => {
  expect(await refusal(orders("  variables: { skip_name_resolve: true },"))).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:35 error cluster/invalid-value: the operator sets this variable itself: group_replication_*, identity, directories, addresses, replication, binary log and TLS are its own
        5 │   variables: { skip_name_resolve: true },
          │                                   ^^^^
      field   variables.skip_name_resolve (spec.variables.skip_name_resolve)
      found   "ON"
      hint    leave it out; every member has skip_name_resolve=ON

    1 error
    "
  `);
});
