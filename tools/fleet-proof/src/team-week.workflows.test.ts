import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Engineer, type Team, team } from "./testing/team.ts";

const ORDERS = "clusters/orders/cluster.ts";
const PROD = "environments/prod/environment.ts";

let all: Team;
let anna: Engineer;
let ben: Engineer;

beforeAll(() => {
  all = team();
  anna = all.engineer("anna");
  ben = all.engineer("ben");
});

afterAll(() => all.remove());

/** The generated files, locks and releases that differ from main. */
function changedFiles(engineer: Engineer): readonly string[] {
  return engineer.git("diff", "--name-only", "origin/main", "HEAD").trim().split("\n");
}

/** What an overlay no longer adds to a release that was cut after the API's schema got a default. */
const DEFAULT_OF_RELEASE_2 = ["-  updateStrategy:", "-    maxSwitchoverWait: 10m"];

/** The lines in which the patch of `orders` in an environment differs from main. */
function changedPatch(engineer: Engineer, environment: string): readonly string[] {
  const patch = `environments/${environment}/clusters/orders/cluster.patch.yaml`;
  const lines = engineer.git("diff", "--unified=0", "origin/main", "HEAD", "--", patch).split("\n");
  return lines.filter((line) => /^[-+](?![-+])/.test(line));
}

function shortstat(engineer: Engineer): string {
  return engineer.git("diff", "--shortstat", "origin/main", "HEAD").trim();
}

/** What runs where, without ages. */
function status(engineer: Engineer): readonly string[] {
  const text = engineer.does("grampus status").replaceAll(/\(\d+ \w+/g, "(now");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => line.replaceAll(/ {2,}/g, " | "));
}

describe("a week of a team", () => {
  test("a change of a definition reaches the environment that follows it, and no other", () => {
    anna.begin("slow-queries");
    anna.edit(ORDERS, 'long_query_time: "0.5"', 'long_query_time: "0.25"');
    anna.edit(ORDERS, "max_connections: 500", "max_connections: 600");
    expect(anna.does("grampus compile --no-types")).toContain("~ clusters/orders/base/cluster.yaml\n");
    anna.propose("slow-queries");
    expect(changedFiles(anna)).toEqual(["clusters/orders/base/cluster.yaml", ORDERS]);
    const { check, plan } = all.reviewed("slow-queries");
    expect(check).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("generated files up to date"),
    });
    expect(plan.exitCode).toBe(0);
    expect(plan.output).toContain("1 cluster of 7; the highest class is online");
    expect(plan.output).toContain(`variables.long_query_time  "0.5" → "0.25"  online  ${ORDERS}:12:22`);
    expect(plan.output).not.toMatch(/^(staging|prod)\//m);
    all.merge("slow-queries");
  });

  test("a release is cut once, and goes nowhere before it ran in the environment before", () => {
    ben.begin("orders-2-staging");
    expect(ben.does("grampus release orders")).toBe("orders: cut release 2, clusters/orders/releases/2\n");
    expect(ben.does("grampus release orders")).toBe(
      "orders: nothing to do; release 2 is what the definition says\n",
    );
    const skipped = ben.run("grampus promote orders --to prod --release 2 --no-types");
    expect(skipped.exitCode).toBe(1);
    expect(skipped.output).toContain("error release/skips: release 2 of orders cannot go to prod");
    expect(skipped.output).toContain(
      "hint    grampus promote orders --to staging --release 2, and commit that",
    );
  });

  test("its promotion says what moves and what another layer decides, and is a pull request of the lock and the overlay", () => {
    const said = ben.does("grampus promote orders --to staging --no-types");
    expect(said).toContain("variables.max_connections  500 → 600  online");
    expect(said).toContain("staging/orders: release 1 → 2; release 2 never ran in staging\n");
    expect(said).toMatch(
      /shadowed: variables\.long_query_time {2}"0\.5" → "0\.25": nothing changes here, an override decides \(environments\/staging\/environment\.ts:\d+:\d+\)/,
    );
    expect(said).toContain("back: grampus rollback orders --in staging --release 1\n");
    ben.propose("orders-2-staging");
    expect(changedFiles(ben).filter((file) => !file.startsWith("clusters/orders/releases/2/"))).toEqual([
      "environments/staging/clusters/orders/cluster.patch.yaml",
      "environments/staging/clusters/orders/kustomization.yaml",
      "environments/staging/releases.lock.json",
    ]);
    expect(changedPatch(ben, "staging")).toEqual(DEFAULT_OF_RELEASE_2);
    const { check, plan } = all.reviewed("orders-2-staging");
    expect(check.exitCode).toBe(0);
    expect(plan.output).toContain("staging/orders: changed, online");
    expect(plan.output).not.toMatch(/^(dev|prod)\//m);
    all.merge("orders-2-staging");
  });

  test("what runs in staging goes to prod, with what it does there", () => {
    anna.begin("orders-2-prod");
    const said = anna.does("grampus promote orders --to prod --no-types");
    expect(said).toContain('variables.long_query_time  "0.5" → "0.25"  online');
    expect(said).toContain("shadowed: variables.max_connections  500 → 600");
    anna.propose("orders-2-prod");
    expect(changedPatch(anna, "prod")).toEqual(DEFAULT_OF_RELEASE_2);
    expect(shortstat(anna)).toBe("3 files changed, 2 insertions(+), 4 deletions(-)");
    const { check, plan } = all.reviewed("orders-2-prod");
    expect([check.exitCode, plan.exitCode]).toEqual([0, 0]);
    expect(plan.output).toMatch(
      /variables\.long_query_time {2}"0\.5" → "0\.25" {2}online {2}clusters\/orders\/releases\/2\/definition\.json:\d+:\d+\n/,
    );
    all.merge("orders-2-prod");
    anna.begin("look");
    expect(status(anna)).toEqual([
      "cluster | dev | staging | prod | newest release",
      "billing | head | 1 (now) | 1 (now) | 1",
      "mysql | head | - | - | none cut",
      "orders | head | 2 (now) | 2 (now) | 2",
    ]);
  });

  test("promotions of different clusters are merged in any order", () => {
    anna.begin("orders-3");
    anna.edit(ORDERS, "max_connections: 600", "max_connections: 700");
    ben.begin("billing-2");
    ben.edit("clusters/billing/cluster.ts", "max_connections: 200", "max_connections: 250");
    for (const [engineer, cluster] of [
      [anna, "orders"],
      [ben, "billing"],
    ] as const) {
      engineer.does("grampus compile --no-types");
      engineer.does(`grampus release ${cluster}`);
      engineer.does(`grampus promote ${cluster} --to staging --no-types`);
    }
    anna.propose("orders-3");
    ben.propose("billing-2");
    all.merge("billing-2");
    const { check, plan } = all.reviewed("orders-3");
    expect(check.exitCode, check.output).toBe(0);
    expect(plan.output).toContain("staging/orders: changed");
    expect(plan.output).not.toContain("billing");
    all.merge("orders-3");
  });

  test("what went wrong in prod goes back, in a pull request as well", () => {
    anna.begin("orders-3-prod");
    anna.does("grampus promote orders --to prod --no-types");
    anna.propose("orders-3-prod");
    expect(shortstat(anna)).toBe("2 files changed, 2 insertions(+), 2 deletions(-)");
    all.merge("orders-3-prod");
    ben.begin("orders-back");
    const said = ben.does("grampus rollback orders --in prod --no-types");
    expect(said).toContain("prod/orders: release 3 → 2\n");
    ben.propose("orders-back");
    expect(all.reviewed("orders-back")).toMatchObject({ check: { exitCode: 0 }, plan: { exitCode: 0 } });
    all.merge("orders-back");
    ben.begin("look");
    expect(status(ben)).toContain("orders | head | 3 (now) | 2 (now, 3 waits) | 3");
    const again = ben.run("grampus rollback billing --in prod --no-types");
    expect(again.exitCode).toBe(1);
    expect(again.output).toContain(
      "error release/nothing-before: prod ran no release of billing before release ",
    );
  });

  test("a hotfix in prod is an override, which is shadowing what comes from head until it is taken out", () => {
    ben.begin("hotfix");
    ben.edit(
      PROD,
      "variables: { max_connections: 2000 }",
      "variables: { max_connections: 2000, back_log: 300 }",
    );
    ben.does("grampus compile --no-types");
    ben.propose("hotfix");
    const hotfix = all.reviewed("hotfix");
    expect(hotfix.check.exitCode, hotfix.check.output).toBe(0);
    expect(hotfix.plan.output).toMatch(/^prod\/orders: changed, rolling-restart$/m);
    expect(hotfix.plan.output).toContain("variables.back_log  not set → 300");
    all.merge("hotfix");

    anna.begin("hotfix-to-head");
    anna.edit(ORDERS, "max_connections: 700,", "max_connections: 700,\n    back_log: 300,");
    anna.does("grampus compile --no-types");
    anna.does("grampus release orders");
    anna.does("grampus promote orders --to staging --no-types");
    anna.propose("hotfix-to-head");
    all.merge("hotfix-to-head");

    ben.begin("hotfix-comes-home");
    const said = ben.does("grampus promote orders --to prod --no-types");
    expect(said).toMatch(/shadowed: variables\.back_log .* 300: nothing changes here, an override decides/);
    ben.edit(PROD, ", back_log: 300", "");
    ben.does("grampus compile --no-types");
    ben.propose("hotfix-comes-home");
    const home = all.reviewed("hotfix-comes-home");
    expect(home.check.exitCode, home.check.output).toBe(0);
    expect(home.plan.output).not.toContain("back_log");
    all.merge("hotfix-comes-home");
    ben.begin("look");
    expect(ben.does("grampus explain prod/orders variables.back_log")).toMatch(
      /→ release +300 +clusters\/orders\/releases\/4\/definition\.json:\d+:\d+\n/,
    );
  });
});
