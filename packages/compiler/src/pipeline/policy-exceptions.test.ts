import { afterEach, describe, expect, test } from "vitest";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, type FleetDirectory, fleetDirectory } from "../testing/fleet-directory.ts";
import { check } from "./check.ts";
import { compile } from "./compile.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

const EXCEPTION =
  'exception({ cluster: "orders", policy: "min-members", because: "one rack, OPS-123", until: "2027-03-31" })';

const GOLD =
  'policy("gold-has-five", () => [{ field: "members", message: "gold has five", severity: "warning", fix: { value: 5 } }, { field: "labels", message: "no tier" }])';

/** A fleet of orders and billing, with two members each unless said, and what the environment says about policies. */
function made(body: string, members = 2): FleetDirectory {
  const environment = `import { defineEnvironment, exception, kubernetes, minMembers, oddMembers, policy } from "@grampus/dsl";
import billing from "../../clusters/billing/cluster.ts";
import orders from "../../clusters/orders/cluster.ts";
export default defineEnvironment({
  name: "prod",
  namespace: "mysql-prod",
  platform: kubernetes(),
${body}
  clusters: { billing, orders },
});
`;
  fleet = fleetDirectory({
    "clusters/orders/cluster.ts": clusterText(`  name: "orders",\n  members: ${members},`),
    "clusters/billing/cluster.ts": clusterText('  name: "billing",'),
    "environments/prod/environment.ts": environment,
  });
  return fleet;
}

function lists(exceptions: string, policies = "minMembers(3)"): string {
  return `  policies: [${policies}],\n  exceptions: [${exceptions}],`;
}

const WANTED = /^(policy|definition|load|check\/type)/;

async function compiled(body: string, members?: number): Promise<string> {
  const { root } = made(body, members);
  const { diagnostics } = await compile({ root, selection: {}, types: false });
  return diagnosticsText(
    root,
    diagnostics.filter(({ code }) => WANTED.test(code)),
  );
}

test("what is excepted is an information, with the reason, whatever the calendar says", async () => {
  expect(await compiled(lists(EXCEPTION.replace("2027", "1999")))).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:12 note policy/min-members: prod/orders has fewer than 3 members
        5 │   members: 2,
          │            ^
      field   members (spec.members)
      found   2
      allowed at least 3
      hint    asked for by policies[0] in environments/prod/environment.ts
      environments/prod/environment.ts:9:16 excepted until 1999-03-31: one rack, OPS-123
        9 │   exceptions: [exception({ cluster: "orders", policy: "min-members", because: "one rack, O…
          │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 note
    "
  `);
});

test("an exception of an own policy is about all that it finds, and about nothing else", async () => {
  const exception = EXCEPTION.replace("min-members", "gold-has-five");
  expect(await compiled(lists(exception, `${GOLD}, minMembers(3)`))).toMatchInlineSnapshot(`
    "clusters/billing/cluster.ts:3:16 error policy/own: no tier (gold-has-five, prod/billing)
        3 │ export default defineCluster({
          │                ^
      field   labels (metadata.labels)
      found   {"mysql.oracle.com/environment":"prod"}
      environments/prod/environment.ts:8:21 the policy gold-has-five
        8 │   policies: [policy("gold-has-five", () => [{ field: "members", message: "gold has five", …
          │                     ^^^^^^^^^^^^^^^

    clusters/billing/cluster.ts:3:16 warning policy/own: gold has five (gold-has-five, prod/billing)
        3 │ export default defineCluster({
          │                ^
      field   members (spec.members)
      found   3
      hint    write members: 5
      environments/prod/environment.ts:8:21 the policy gold-has-five
        8 │   policies: [policy("gold-has-five", () => [{ field: "members", message: "gold has five", …
          │                     ^^^^^^^^^^^^^^^

    clusters/orders/cluster.ts:3:16 note policy/own: no tier (gold-has-five, prod/orders)
        3 │ export default defineCluster({
          │                ^
      field   labels (metadata.labels)
      found   {"mysql.oracle.com/environment":"prod"}
      environments/prod/environment.ts:8:21 the policy gold-has-five
        8 │   policies: [policy("gold-has-five", () => [{ field: "members", message: "gold has five", …
          │                     ^^^^^^^^^^^^^^^
      environments/prod/environment.ts:9:16 excepted until 2027-03-31: one rack, OPS-123
        9 │   exceptions: [exception({ cluster: "orders", policy: "gold-has-five", because: "one rack,…
          │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    clusters/orders/cluster.ts:5:12 error policy/min-members: prod/orders has fewer than 3 members
        5 │   members: 2,
          │            ^
      field   members (spec.members)
      found   2
      allowed at least 3
      hint    asked for by policies[1] in environments/prod/environment.ts

    clusters/orders/cluster.ts:5:12 note policy/own: gold has five (gold-has-five, prod/orders)
        5 │   members: 2,
          │            ^
      field   members (spec.members)
      found   2
      hint    write members: 5
      environments/prod/environment.ts:8:21 the policy gold-has-five
        8 │   policies: [policy("gold-has-five", () => [{ field: "members", message: "gold has five", …
          │                     ^^^^^^^^^^^^^^^
      environments/prod/environment.ts:9:16 excepted until 2027-03-31: one rack, OPS-123
        9 │   exceptions: [exception({ cluster: "orders", policy: "gold-has-five", because: "one rack,…
          │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    2 errors, 1 warning, 2 notes
    "
  `);
});

test("an exception of one cluster says nothing about another", async () => {
  expect(await compiled(lists(EXCEPTION, "minMembers(5)"))).toMatchInlineSnapshot(`
    "clusters/billing/cluster.ts:3:16 error policy/min-members: prod/billing has fewer than 5 members
        3 │ export default defineCluster({
          │                ^
      field   members (spec.members)
      found   3
      allowed at least 5
      hint    asked for by policies[0] in environments/prod/environment.ts

    clusters/orders/cluster.ts:5:12 note policy/min-members: prod/orders has fewer than 5 members
        5 │   members: 2,
          │            ^
      field   members (spec.members)
      found   2
      allowed at least 5
      hint    asked for by policies[0] in environments/prod/environment.ts
      environments/prod/environment.ts:9:16 excepted until 2027-03-31: one rack, OPS-123
        9 │   exceptions: [exception({ cluster: "orders", policy: "min-members", because: "one rack, O…
          │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 error, 1 note
    "
  `);
});

test("one policy twice is one name", async () => {
  const text = await compiled(lists(EXCEPTION, "minMembers(2), minMembers(3)"));
  expect(text).toContain("note policy/min-members");
  expect(text).not.toContain("exception-unneeded");
});

test("an exception that nothing needs any more is told at it", async () => {
  expect(await compiled(lists(EXCEPTION), 3)).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:9:16 warning policy/exception-unneeded: prod/orders meets min-members without an exception
        9 │   exceptions: [exception({ cluster: "orders", policy: "min-members", because: "one rack, O…
          │                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      field   exceptions[0]
      hint    remove it

    1 warning
    "
  `);
});

test("whether an exception is needed is not known of a policy that throws", async () => {
  const throws = 'policy("throws", () => { throw 1; })';
  const text = await compiled(lists(EXCEPTION.replace("min-members", "throws"), throws));
  expect(text).toContain("error policy/threw");
  expect(text).not.toContain("exception-unneeded");
});

const WRONG: Readonly<Record<string, string>> = {
  "a cluster that the environment does not list": EXCEPTION.replace('"orders"', '"order"'),
  "a policy that it does not list": EXCEPTION.replace("min-members", "min-member"),
  "a built-in policy that it does not list": EXCEPTION.replace("min-members", "retain-data"),
  "a policy by its function": EXCEPTION.replace("min-members", "minMembers"),
  "no reason": EXCEPTION.replace(`because: "one rack, OPS-123", `, ""),
  "an empty reason": EXCEPTION.replace("one rack, OPS-123", " "),
  "a day that there is not": EXCEPTION.replace("03-31", "02-30"),
  "a date as others write it": EXCEPTION.replace('"2027-03-31"', '"31.3.2027" as never'),
  "a number for a day": EXCEPTION.replace('"2027-03-31"', "20270331 as never"),
  "a misspelt field": EXCEPTION.replace("until", "untill"),
  "the same twice": `${EXCEPTION}, ${EXCEPTION.replace("03-31", "04-30")}`,
  "a text": '"orders" as never',
};

test.each(Object.entries(WRONG))("an exception with %s is refused at its line", async (_, exceptions) => {
  expect(await compiled(lists(exceptions))).toMatchSnapshot();
});

test("an exception where there is no policy, and exceptions that are no list", async () => {
  expect(await compiled(`  exceptions: [${EXCEPTION}],`)).toContain("allowed none: it lists nothing");
  fleet?.remove();
  expect(await compiled("  exceptions: {} as never,")).toContain(
    "definition/wrong-type: exceptions has the wrong type",
  );
});

describe("check looks at the calendar", () => {
  async function checked(now: string): Promise<{ readonly text: string; readonly errors: number }> {
    const { root } = made(lists(EXCEPTION));
    await compile({ root, selection: {}, types: false });
    const { diagnostics } = await check({ root, selection: {}, now: new Date(now) });
    const about = diagnostics.filter(({ code }) => code.startsWith("policy/exception"));
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return {
      text: about.map(({ severity, message }) => `${severity}: ${message}`).join("\n"),
      errors: errors.length,
    };
  }

  test.each([
    ["2026-12-01T12:00:00Z", "info", "ends in 120 days"],
    ["2027-03-16T23:59:59Z", "info", "ends in 15 days"],
    ["2027-03-17T00:00:00Z", "warning", "ends in 14 days"],
    ["2027-03-30T12:00:00Z", "warning", "ends in 1 day"],
    ["2027-03-31T23:59:59Z", "warning", "ends today"],
    ["2027-04-01T00:00:00Z", "error", "is over since 1 day"],
    ["2028-03-31T00:00:00Z", "error", "is over since 366 days"],
  ])("on %s it is %s: %s", async (now, severity, days) => {
    const { text, errors } = await checked(now);
    expect(text).toBe(
      `${severity}: the exception of prod/orders from min-members ${days}: one rack, OPS-123`,
    );
    expect(errors).toBe(severity === "error" ? 1 : 0);
  });

  test("an exception that is over does not hide what else is wrong with the files", async () => {
    const { root } = made(lists(EXCEPTION));
    const { kind, diagnostics } = await check({ root, selection: {}, now: new Date("2027-04-01") });
    expect(kind).toBe("checked");
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(
      new Set(["policy/exception-over", "policy/min-members", "check/missing", "fleet/no-committed-state"]),
    );
  });

  test("of the part that was chosen", async () => {
    const { root } = made(lists(EXCEPTION));
    await compile({ root, selection: {}, types: false });
    const now = new Date("2027-04-01");
    const of = async (cluster: string) =>
      (await check({ root, selection: { cluster }, now })).diagnostics.map(({ code }) => code);
    expect(await of("billing")).not.toContain("policy/exception-over");
    expect(await of("orders")).toContain("policy/exception-over");
  });
});
