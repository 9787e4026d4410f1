import { afterEach, expect, test } from "vitest";
import { compile } from "../pipeline/compile.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import {
  clusterText,
  environmentText,
  type FleetDirectory,
  fleetDirectory,
} from "../testing/fleet-directory.ts";

let fleet: FleetDirectory;

afterEach(() => fleet.remove());

const CLUSTER = { "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  version: "8.4",') };

/** An environment after another that runs `orders` at a version, or does not run it. */
function environment(name: string, after: string, version: string | undefined, more = "") {
  const listed = version === undefined ? "" : `orders: override(orders, { version: "${version}" })`;
  const lines = [
    `  name: "${name}",`,
    ...(after === "" ? [] : [`  after: "${after}", follows: "head",`]),
    `  namespace: "mysql-${name}",`,
    "  platform: kubernetes(),",
    `  clusters: { ${listed} },`,
    ...(more === "" ? [] : [`  ${more}`]),
  ];
  return { [`environments/${name}/environment.ts`]: environmentText(["orders"], lines.join("\n")) };
}

async function said(...environments: readonly Readonly<Record<string, string>>[]): Promise<string> {
  fleet = fleetDirectory(Object.assign({}, CLUSTER, ...environments));
  const { diagnostics } = await compile({ root: fleet.root, selection: {} });
  return diagnosticsText(
    fleet.root,
    diagnostics.filter(({ code }) => code !== "fleet/no-committed-state"),
  );
}

test("an environment is not ahead of the one before it", async () => {
  expect(
    await said(environment("staging", "", "8.4.5"), environment("prod", "staging", "9.7.4")),
  ).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:9:51 error cluster/version-ahead: orders would run a higher version in prod than in staging, which comes before it
        9 │   clusters: { orders: override(orders, { version: "9.7.4" }) },
          │                                                   ^^^^^^^
      field   version (spec.version)
      found   9.7.4
      allowed at most 8.4.5, as in staging
      hint    let staging run 9.7.4 first, or say why not in environments/prod/environment.ts: ahead: { "orders": "why" }

    1 error
    "
  `);
});

test("an environment that does not run the cluster is passed over", async () => {
  const order = [environment("dev", "", "8.4"), environment("staging", "dev", undefined)];
  expect(await said(...order, environment("prod", "staging", "9.7"))).toContain(
    "orders would run a higher version in prod than in dev",
  );
});

test.each([
  ["9.7.4", "9.7.4"],
  ["9.7.4", "8.4.5"],
  ["9.7.4", "9.7"],
  ["9.7", "9.7.4"],
  ["9.7.10", "9.7.9"],
])(
  "after %s, %s is not ahead: a series means its newest release, and numbers are numbers",
  async (staging, prod) => {
    expect(await said(environment("staging", "", staging), environment("prod", "staging", prod))).toBe("");
  },
);

test("an environment says that it is ahead; when it is not any more, the word can go", async () => {
  const ahead = 'ahead: { orders: "tries 9.7 for real" },';
  const prod = environment("prod", "staging", "9.7.4", ahead);
  expect(await said(environment("staging", "", "8.4"), prod)).toBe("");
  fleet.remove();
  expect(await said(environment("staging", "", "9.7"), prod)).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:10:12 note cluster/not-ahead: orders is not ahead of the environment before
        10 │   ahead: { orders: "tries 9.7 for real" },
           │            ^^^^^^
      field   ahead.orders
      hint    remove it

    1 note
    "
  `);
});

test("an exception is about the cluster it names: another one is ahead without a word", async () => {
  const both = (name: string, version: string, more: string) => ({
    [`environments/${name}/environment.ts`]: environmentText(
      ["orders", "billing"],
      [
        `  name: "${name}",`,
        `  namespace: "mysql-${name}",`,
        "  platform: kubernetes(),",
        `  clusters: { orders: override(orders, { version: "${version}" }), billing: override(billing, { version: "${version}" }) },`,
        more,
      ].join("\n"),
    ),
  });
  const billing = { "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  version: "8.4",') };
  const after = 'after: "staging", follows: "head",';
  const staging = both("staging", "8.4", "");
  const prod = both("prod", "9.7", `  ${after} ahead: { orders: "tries 9.7 for real" },`);
  expect(await said(billing, staging, prod)).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:9:99 error cluster/version-ahead: billing would run a higher version in prod than in staging, which comes before it
        9 │ …s: override(orders, { version: "9.7" }), billing: override(billing, { version: "9.7" }) },
          │                                                                                 ^^^^^
      field   version (spec.version)
      found   9.7
      allowed at most 8.4, as in staging
      hint    let staging run 9.7 first, or say why not in environments/prod/environment.ts: ahead: { "billing": "why" }

    1 error
    "
  `);
});

test("environments in a circle end", async () => {
  expect(await said(environment("staging", "prod", "8.4"), environment("prod", "staging", "9.7"))).toContain(
    "definition/environment-cycle",
  );
});
