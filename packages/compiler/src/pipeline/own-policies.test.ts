import { afterEach, describe, expect, test } from "vitest";
import { FIELDS_TEXT } from "../fields/near-field.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, type FleetDirectory, fleetDirectory } from "../testing/fleet-directory.ts";
import { type CompileRequest, compiledFleet } from "./compiled-fleet.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

function environment(name: string, policies: string, more = ""): Readonly<Record<string, string>> {
  return {
    [`environments/${name}/environment.ts`]: `import { defineEnvironment, kubernetes, minMembers, override, policy } from "@grampus/dsl";
import orders from "../../clusters/orders/cluster.ts";
import * as rules from "../../rules.ts";
export default defineEnvironment({
  name: "${name}",
  namespace: "mysql-${name}",
  platform: kubernetes(),
  policies: [${policies}],
  clusters: { orders },
${more}});
`,
  };
}

const ORDERS = clusterText('  name: "orders",\n  members: 3,\n  labels: { tier: "gold" },');

async function said(
  files: Readonly<Record<string, string>>,
  request: Partial<CompileRequest> = {},
): Promise<string> {
  fleet = fleetDirectory({ "clusters/orders/cluster.ts": ORDERS, "rules.ts": "export {};\n", ...files });
  const { diagnostics } = await compiledFleet({ root: fleet.root, selection: {}, ...request });
  const wanted = diagnostics.filter(({ code }) => code !== "fleet/no-committed-state");
  return diagnosticsText(fleet.root, wanted).replace(FIELDS_TEXT, "every field of a definition");
}

/** What is said of one policy of the body, in an environment. */
function saidOf(judge: string, request?: Partial<CompileRequest>): Promise<string> {
  return said(environment("prod", `policy("own-rule", ${judge})`), request);
}

test("a finding is told at the line of its field, with what to write and where the policy is", async () => {
  const rules = `import { policy } from "@grampus/dsl";
export const goldHasFive = policy("gold-has-five", ({ metadata, spec }) =>
  metadata.labels.tier === "gold" && spec.members < 5
    ? { field: "members", message: "a gold cluster has five members", allowed: "at least 5", fix: { value: 5 } }
    : undefined,
);
export const company = [goldHasFive];
`;
  const files = { "rules.ts": rules, ...environment("prod", "...rules.company, minMembers(3)") };
  expect(await said({ ...files, ...environment("dev", "rules.goldHasFive") })).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:5:12 error policy/own: a gold cluster has five members (gold-has-five, dev/orders)
      also in prod/orders
        5 │   members: 3,
          │            ^
      field   members (spec.members)
      found   3
      allowed at least 5
      hint    write members: 5
      rules.ts:2:35 the policy gold-has-five
        2 │ export const goldHasFive = policy("gold-has-five", ({ metadata, spec }) =>
          │                                   ^^^^^^^^^^^^^^^

    2 errors
    "
  `);
});

test("a field that nobody sets is told at the cluster, and its fix has nothing to replace", async () => {
  const judge =
    '({ spec }) => spec.priority === 1 ? [] : [{ field: "spec.deletionPolicy", message: "say it", severity: "warning", fix: { value: "Retain" } }]';
  expect(await saidOf(judge.replace("spec.priority === 1", "spec.members === 1"))).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:3:16 warning policy/own: say it (own-rule, prod/orders)
        3 │ export default defineCluster({
          │                ^
      field   deletionPolicy (spec.deletionPolicy)
      found   "Retain"
      hint    write deletionPolicy: "Retain"
      environments/prod/environment.ts:8:21 the policy own-rule
        8 │   policies: [policy("own-rule", ({ spec }) => spec.members === 1 ? [] : [{ field: "spec.de…
          │                     ^^^^^^^^^^

    1 warning
    "
  `);
});

test("every word of an answer is data of the diagnostic, with the text that the fix replaces", async () => {
  fleet = fleetDirectory({
    "clusters/orders/cluster.ts": ORDERS,
    "rules.ts": "export {};\n",
    ...environment(
      "prod",
      'policy("own-rule", () => ({ field: "labels.tier", message: "no metal", severity: "info", allowed: "a word", fix: { value: "a" } }))',
    ),
  });
  const { diagnostics } = await compiledFleet({ root: fleet.root, selection: {} });
  expect(diagnostics.find(({ code }) => code === "policy/own")).toMatchInlineSnapshot(`
    {
      "allowed": "a word",
      "code": "policy/own",
      "found": ""gold"",
      "hint": "write labels.tier: "a"",
      "message": "no metal (own-rule, prod/orders)",
      "path": "metadata.labels.tier",
      "related": [
        {
          "message": "the policy own-rule",
          "source": {
            "column": 21,
            "endColumn": 31,
            "endLine": 8,
            "file": "environments/prod/environment.ts",
            "line": 8,
          },
        },
      ],
      "severity": "info",
      "source": {
        "column": 19,
        "endColumn": 25,
        "endLine": 6,
        "file": "clusters/orders/cluster.ts",
        "line": 6,
      },
      "subject": "prod/orders",
      "suggestion": {
        "replaces": {
          "column": 19,
          "endColumn": 25,
          "endLine": 6,
          "file": "clusters/orders/cluster.ts",
          "line": 6,
        },
        "text": ""a"",
      },
      "writtenAs": "labels.tier",
    }
  `);
});

test.each([
  ["the value", "", "members: 3", "3"],
  ["the name of a constant", "const size = 3;\n", "members: size", "size"],
  ["a value in what is spread", "", "...{ members: 3 }", "3"],
  ["nothing of a shorthand", "const members = 3;\n", "members", undefined],
  ["nothing of another module", 'import { three } from "../../rules.ts";\n', "...three", undefined],
  ["nothing that a loop computes", "const a = [3].map((n) => ({ members: n }))[0];\n", "...a", undefined],
  ["nothing where nobody says it", "", "labels: {}", undefined],
])("what a fix replaces: %s", async (_, before, written, replaced) => {
  const text = `${before}export default { name: "orders", ${written} };\n`;
  fleet = fleetDirectory({
    "clusters/orders/cluster.ts": text,
    "rules.ts": "export const three = { members: 3 };\n",
    ...environment("prod", 'policy("own", () => ({ field: "members", message: "x", fix: { value: 5 } }))'),
  });
  const { diagnostics } = await compiledFleet({ root: fleet.root, selection: {} });
  const { suggestion } = diagnostics.find(({ code }) => code === "policy/own") ?? {};
  const { line = 0, column = 0, endLine, endColumn = 0 } = suggestion?.replaces ?? {};
  const found = text.split("\n")[line - 1]?.slice(column - 1, endColumn - 1);
  expect([suggestion?.text, found, endLine ?? 0]).toEqual(["5", replaced, line]);
});

test("a policy sees the resolved cluster and the environment, and nothing else", async () => {
  const judge = `(...seen) => ({ field: "name", message: JSON.stringify(seen.map((one) => Object.keys(one))) + seen.length + seen[0].spec.version + seen[0].metadata.namespace + seen[0].spec.volumeClaimTemplate.spec.resources.requests.storage + JSON.stringify(seen[1]) })`;
  expect((await saidOf(judge)).split("\n")[0]).toMatchInlineSnapshot(
    `"clusters/orders/cluster.ts:4:9 error policy/own: [["apiVersion","kind","metadata","spec"],["name","target","namespace","platform"]]29.7mysql-prod10Gi{"name":"prod","target":"prod","namespace":"mysql-prod","platform":"kubernetes"} (own-rule, prod/orders)"`,
  );
});

const MET: Readonly<Record<string, string>> = {
  nothing: "() => {}",
  "an empty list": "() => []",
  null: "() => null as never",
  "something about other clusters only":
    '({ metadata }) => (metadata.name === "billing" ? { field: "members", message: "x" } : undefined)',
};

test.each(Object.entries(MET))("a policy that gives %s is met", async (_, judge) => {
  expect(await saidOf(judge)).toBe("");
});

const WRONG_ANSWERS: Readonly<Record<string, string>> = {
  "a text": '() => "no"',
  "a number that is none": "() => 0 / 0",
  "true, as a test would": "({ spec }) => spec.members === 3",
  "a finding without a field": '() => ({ message: "x" })',
  "a misspelt field": '() => ({ field: "membres", message: "x" })',
  "a field of no group": '() => ({ field: "storage.sise", message: "x" })',
  "a label whose dots are not in brackets": '() => ({ field: "labels.example.com/tier", message: "x" })',
  "the status, which no definition says": '() => ({ field: "status.primary", message: "x" })',
  "manifests, which are no field of the resource": '() => ({ field: "manifests", message: "x" })',
  "no message": '() => ({ field: "members" })',
  "an empty message": '() => ({ field: "members", message: " " })',
  "a very long message": '() => ({ field: "members", message: "x".repeat(501) })',
  "a misspelt key": '() => ({ field: "members", mesage: "x" })',
  "a severity that there is not": '() => ({ field: "members", message: "x", severity: "fatal" })',
  "a fix without a value": '() => ({ field: "members", message: "x", fix: 5 })',
  "the second of two": '() => [{ field: "members", message: "x" }, { field: "members" }]',
  "a promise": "async () => {}",
  "a promise that never ends": "async () => { await null; for (;;); }",
  "a function": "() => () => {}",
  "a class instance": "() => new Map()",
  "a bigint": "() => 1n",
  "a symbol": "() => [Symbol.iterator]",
  "half a character": '() => ({ field: "members", message: "\\ud800" })',
  "a cycle": "() => { const a = []; a.push(a); return a; }",
  "a prototype": '() => JSON.parse(\'{"__proto__": {"field": "members"}, "message": "x"}\')',
};

test.each(Object.entries(WRONG_ANSWERS))("%s is a wrong answer, told at the policy", async (_, judge) => {
  expect(await saidOf(`(${judge}) as never`, { timeout: 300 })).toMatchSnapshot();
});

const HOSTILE: Readonly<Record<string, string>> = {
  "throws an error": '() => { throw new TypeError("no such tier"); }',
  "throws a text": '() => { throw "text"; }',
  "throws an object without a prototype": "() => { throw Object.create(null); }",
  "throws a symbol": '() => { throw Symbol("x"); }',
  "throws an error whose message throws": "() => { throw { get message() { throw 1; } }; }",
  "throws a proxy that throws":
    "() => { throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 1; } }); }",
  "throws what a refusal looks like": '() => { throw { kind: "not-plain", what: "x", path: "" }; }',
  "reads a field of nothing": "({ spec }) => spec.resources.server.limits.memory",
  "calls itself for ever": "() => { const again = () => again() + 1; return again(); }",
  "reads the clock": "() => new Date()",
  "rolls dice": "() => Math.random() > 2 ? [] : []",
  "reads the environment": "() => process.env.HOME",
  "asks the network": '() => fetch("http://127.0.0.1/")',
  "makes code from text": '() => (() => {}).constructor("return this")()',
  "changes the cluster": "({ spec }) => { spec.members = 5; }",
  "adds to the cluster": "({ metadata }) => { metadata.labels.own = '1'; }",
  "adds to the environment": "(_, environment) => { environment.own = '1'; }",
  "changes a list": "({ spec }) => { spec.volumeClaimTemplate.spec.accessModes.push('x'); }",
  "changes the prototype of all": "({ spec }) => { Object.getPrototypeOf(spec).polluted = 1; }",
  "gives the cluster another prototype": "({ spec }) => { Object.setPrototypeOf(spec, {}); }",
  "changes what judges": '() => { Object.defineProperty(globalThis, "grampusJudge", { value: 1 }); }',
  "answers with a getter that throws": '() => ({ get field() { throw new Error("read"); } })',
  "answers with a proxy that throws": '() => new Proxy({}, { ownKeys() { throw new Error("keys"); } })',
  "answers with a getter that loops": "() => ({ get field() { for (;;); } })",
  "answers with endless items": '() => new Proxy([], { get: (_, key) => (key === "length" ? 1e9 : 1) })',
  "answers with more text than anyone reads": '() => ({ field: "members", message: "x".repeat(1e7) })',
  "answers with more items than anyone reads": '() => Array(1e6).fill({ field: "members", message: "x" })',
  loops: "() => {\n    let n = 0;\n    while (n < 7) n = (n + 1) % 5;\n    return [];\n  }",
  "counts its calls": '(() => { let n = 0; return () => ({ field: "members", message: "call " + n++ }); })()',
};

test.each(Object.entries(HOSTILE))("a policy that %s is told where it does", async (_, judge) => {
  expect(await saidOf(`(${judge}) as never`, { timeout: 300 })).toMatchSnapshot();
  expect("polluted" in {}).toBe(false);
});

describe("a wrong policy keeps no other from being asked", () => {
  const LOOPS = 'policy("loops", () => { for (;;); })';
  const FINDS = 'policy("finds", () => ({ field: "members", message: "found" }))';

  test.each([
    ["one that loops", LOOPS],
    ["one that throws", 'policy("throws", () => { throw 1; })'],
    ["one that gives a promise", 'policy("promises", async () => {})'],
    ["one that calls the judge", 'policy("calls", () => { (globalThis as any).grampusJudge(); })'],
  ])("%s", async (_, wrong) => {
    const text = await said(
      environment("prod", `${FINDS}, ${wrong}, minMembers(5), ${FINDS.replace("finds", "last")}`),
      {
        timeout: 200,
      },
    );
    expect(text).toContain("found (finds, prod/orders)");
    expect(text).toContain("found (last, prod/orders)");
    expect(text).toContain("prod/orders has fewer than 5 members");
  });

  test("one that loops is asked about no second cluster", async () => {
    const files = environment("prod", LOOPS);
    const file = "environments/prod/environment.ts";
    const text = (files[file] ?? "")
      .replace("{ orders }", "{ billing, orders }")
      .replace("import *", 'import billing from "../../clusters/billing/cluster.ts";\nimport *');
    const more = { [file]: text, "clusters/billing/cluster.ts": clusterText('  name: "billing",') };
    expect(await said(more, { timeout: 200 })).toMatchInlineSnapshot(`
      "environments/prod/environment.ts:9:38 error policy/took-too-long: the policy loops gave no answer within 0.2 s (prod/billing)
          9 │   policies: [policy("loops", () => { for (;;); })],
            │                                      ^
        hint    look for a loop that does not end
        environments/prod/environment.ts:9:21 the policy
          9 │   policies: [policy("loops", () => { for (;;); })],
            │                     ^^^^^^^

      1 error
      "
    `);
  });
});

test("what a policy writes with console is said once", async () => {
  expect(
    await saidOf('({ metadata }) => { console.log("looking at", metadata.name); }'),
  ).toMatchInlineSnapshot(`
    "environments/prod/environment.ts:8:61 note load/log: looking at orders
        8 │ …es: [policy("own-rule", ({ metadata }) => { console.log("looking at", metadata.name); })],
          │                                                      ^

    1 note
    "
  `);
});

test("what the second call writes is not said", async () => {
  const judge = '(() => { let n = 0; return () => { console.log("call", n++); }; })()';
  const text = await saidOf(judge);
  expect(text).toContain("note load/log: call 0");
  expect(text).not.toContain("call 1");
});

test.each([
  ["no DNS label", '"Own Rule"'],
  ["no text", "7 as never"],
  ["of a built-in policy", '"min-members"'],
])("a name that is %s is refused", async (_, name) => {
  expect(await said(environment("prod", `policy(${name}, () => {})`))).toMatchSnapshot();
});

test("a name that two policies have is refused at the second", async () => {
  const two = 'policy("own-rule", () => {}), policy("own-rule", () => {})';
  expect(await said(environment("prod", two))).toMatchSnapshot();
});

test.each([
  ["a function alone", "() => {}"],
  ["no function", 'policy("own-rule", 7 as never)'],
  ["an object like a policy", '{ kind: "own", name: "own-rule" } as never'],
])("%s is no policy", async (_, item) => {
  expect(await said(environment("prod", item))).toMatchSnapshot();
});

test("a cluster that the API refuses is not shown to policies", async () => {
  const files = environment("prod", 'policy("own-rule", () => { throw 1; })');
  const broken = { "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 10,') };
  expect(await said({ ...files, ...broken })).not.toContain("own-rule");
});
