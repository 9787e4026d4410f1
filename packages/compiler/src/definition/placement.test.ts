import { afterEach, expect, test } from "vitest";
import { clusterText, environmentText } from "../testing/fleet-directory.ts";
import { type GitFleet, gitFleet } from "../testing/git-fleet.ts";

let fleet: GitFleet;

afterEach(() => fleet.remove());

function environment(name: string, clusters: readonly string[], more = ""): Readonly<Record<string, string>> {
  const body = `  name: "${name}",\n  namespace: "mysql-${name}",\n  platform: kubernetes(),\n  clusters: { ${clusters.join(", ")} },${more}`;
  return { [`environments/${name}/environment.ts`]: environmentText(clusters, body) };
}

const cluster = (name: string, more = "") => ({
  [`clusters/${name}/cluster.ts`]: clusterText(`  name: "${name}",${more}`),
});

test("a merge that loses a cluster in the environments is refused where the cluster is defined", async () => {
  fleet = await gitFleet({ ...cluster("orders"), ...environment("staging", ["orders"]) });
  const branch = (name: string) => {
    fleet.git("checkout", "--quiet", "-b", name, "main");
    fleet.write({ ...cluster(name), ...environment("staging", ["orders", name]) });
    fleet.commit(name);
  };
  branch("apple");
  branch("banana");
  fleet.git("checkout", "--quiet", "banana");
  fleet.git("merge", "--quiet", "--strategy-option", "theirs", "--message", "merge", "apple");
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/banana/cluster.ts:4:9 error definition/runs-nowhere: no environment runs banana
        4 │   name: "banana",
          │         ^^^^^^^^
      field   name
      hint    list it in the \`clusters\` of an environment, remove its folder, or write draft: true until it shall run

    1 error
    "
  `);
});

test("a draft runs nowhere; one that is listed is refused there", async () => {
  const draft = cluster("shop", "\n  draft: true,");
  fleet = await gitFleet({ ...cluster("orders"), ...draft, ...environment("dev", ["orders"]) });
  expect(await fleet.compiled()).toBe("");
  expect(Object.keys(fleet.generated())).toContain("clusters/shop/base/cluster.yaml");
  expect(fleet.generated()["clusters/shop/base/cluster.yaml"]).not.toContain("draft");
  fleet.write(environment("dev", ["orders", "shop"]));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "environments/dev/environment.ts:9:23 error definition/draft-runs: shop is a draft and runs nowhere, but is listed here
        9 │   clusters: { orders, shop },
          │                       ^^^^
      field   clusters.shop
      hint    remove draft: true from clusters/shop/cluster.ts

    1 error
    "
  `);
  fleet.write(cluster("shop", '\n  draft: "yes" as never,'));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "clusters/shop/cluster.ts:5:10 error definition/wrong-type: draft has the wrong type
        5 │   draft: "yes" as never,
          │          ^^^^^^^^^^^^^^
      field   draft
      found   a string: "yes"
      allowed true or false

    1 error
    "
  `);
});

test("a fleet without environments runs nothing yet", async () => {
  fleet = await gitFleet(cluster("orders"));
  expect(await fleet.compiled()).toBe("");
});

test("a cluster that an environment can list is not named under retired", async () => {
  const retired = '\n  retired: { orders: "replaced by shop" },';
  fleet = await gitFleet({ ...cluster("orders"), ...environment("dev", ["orders"]) });
  fleet.write(environment("dev", ["orders"], retired));
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "environments/dev/environment.ts:9:14 error definition/retired-in-place: orders is where dev is, and retires in its \`clusters\`
        9 │   retired: { orders: "replaced by shop" },
          │              ^^^^^^
      field   retired.orders
      hint    in environments/dev/environment.ts: clusters: { orders: retire(orders, { because: "why", data: "retain" }) }; it is left out once that is committed; a name that is not in Git any more is removed here

    1 error
    "
  `);
});

test("exceptions name clusters and say why", async () => {
  fleet = await gitFleet({ ...cluster("orders"), ...environment("dev", ["orders"]) });
  fleet.write(
    environment(
      "dev",
      ["orders"],
      '\n  retired: { "/x": "why", y: " " },\n  ahead: { order: "why", orders: 1 as never },',
    ),
  );
  expect(await fleet.compiled()).toMatchInlineSnapshot(`
    "environments/dev/environment.ts:9:14 error definition/unsupported-value: a name under retired has a value that is not supported
        9 │   retired: { "/x": "why", y: " " },
          │              ^^^^
      field   retired./x
      found   "/x"
      allowed namespace/cluster or target/namespace/cluster

    environments/dev/environment.ts:9:30 error definition/wrong-type: the reason at retired.y has the wrong type
        9 │   retired: { "/x": "why", y: " " },
          │                              ^^^
      field   retired.y
      found   a string: " "
      allowed a text that says why, like "replaced by shop, OPS-123"

    environments/dev/environment.ts:10:12 error definition/unsupported-value: a name under ahead has a value that is not supported
        10 │   ahead: { order: "why", orders: 1 as never },
           │            ^^^^^
      field   ahead.order
      found   "order"
      allowed orders

    environments/dev/environment.ts:10:34 error definition/wrong-type: the reason at ahead.orders has the wrong type
        10 │   ahead: { order: "why", orders: 1 as never },
           │                                  ^^^^^^^^^^
      field   ahead.orders
      found   a number: 1
      allowed a text that says why, like "replaced by shop, OPS-123"

    4 errors
    "
  `);
});
