import { afterEach, beforeEach, expect, test } from "vitest";
import { clusterText } from "../testing/fleet-directory.ts";
import type { GitFleet } from "../testing/git-fleet.ts";
import { pinnedFleet, RELEASED_FLEET } from "../testing/released-fleet.ts";
import { compile } from "./compile.ts";

let fleet: GitFleet;

beforeEach(async () => {
  fleet = await pinnedFleet();
});

afterEach(() => fleet.remove());

/** What is said when the environment that follows releases has policies of its own. */
function said(policies: string, request: Parameters<GitFleet["compiled"]>[0] = {}): Promise<string> {
  const file = "environments/prod/environment.ts";
  const text = (RELEASED_FLEET[file] ?? "")
    .replace("import {", "import { policy,")
    .replace("  clusters: {", `  policies: [${policies}],\n  clusters: {`);
  fleet.write({ [file]: text });
  return fleet.compiled(request);
}

const NO_CLASS =
  'policy("disks", ({ spec }) => ({ field: "storage.class", message: spec.volumeClaimTemplate.spec.storageClassName ?? "none", fix: { value: "fast" } }))';

test("a policy of an environment that follows releases sees what is released, not what is written now", async () => {
  fleet.write({
    "clusters/orders/cluster.ts": clusterText(
      '  name: "orders",\n  storage: { size: "20Gi", class: "slow" },',
    ),
  });
  expect(await said(NO_CLASS)).toMatchInlineSnapshot(`
    "clusters/billing/releases/1/definition.json:4:15 error policy/own: none (disks, prod/billing)
        4 │   "settings": {
          │               ^
      field   storage.class (spec.volumeClaimTemplate.spec.storageClassName)
      hint    write storage.class: "fast"; a release never changes: write it in an override of billing in environments/prod/environment.ts, or in the definition, and release that
      environments/prod/environment.ts:10:21 the policy disks
        10 │   policies: [policy("disks", ({ spec }) => ({ field: "storage.class", message: spec.volum…
           │                     ^^^^^^^

    clusters/orders/releases/1/definition.json:8:16 error policy/own: fast (disks, prod/orders)
        8 │       "class": "fast",
          │                ^^^^^^
      field   storage.class (spec.volumeClaimTemplate.spec.storageClassName)
      found   "fast"
      hint    write storage.class: "fast"; a release never changes: write it in an override of orders in environments/prod/environment.ts, or in the definition, and release that
      environments/prod/environment.ts:10:21 the policy disks
        10 │   policies: [policy("disks", ({ spec }) => ({ field: "storage.class", message: spec.volum…
           │                     ^^^^^^^

    2 errors
    "
  `);
});

test("where it loops is found in its own realm", async () => {
  expect(await said('policy("loops", () => { for (;;); })', { timeout: 300 })).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:10:38 error policy/took-too-long: the policy loops gave no answer within 0.3 s (prod/billing)
        10 │   policies: [policy("loops", () => { for (;;); })],
           │                                      ^
      hint    look for a loop that does not end
      environments/prod/environment.ts:10:21 the policy
        10 │   policies: [policy("loops", () => { for (;;); })],
           │                     ^^^^^^^

    1 error
    "
  `);
});

test("a value in a release is suggested, and replaces nothing there", async () => {
  await said(NO_CLASS);
  const { diagnostics } = await compile({ root: fleet.root, selection: {} });
  const about = diagnostics.filter(({ code }) => code === "policy/own");
  expect(about.map(({ suggestion }) => suggestion)).toEqual([{ text: '"fast"' }, { text: '"fast"' }]);
});
