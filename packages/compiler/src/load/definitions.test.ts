import { symlinkSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { fleetSources } from "../fleet/sources.ts";
import { locatedDiagnostics } from "../position/locate.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, type FleetDirectory, fleetDirectory } from "../testing/fleet-directory.ts";
import { loadedFleet } from "./definitions.ts";
import { packageResolver } from "./package-resolver.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

/** Loads one cluster definition, and gives its data or the messages. */
async function loaded(text: string, more: Readonly<Record<string, string>> = {}): Promise<unknown> {
  fleet = fleetDirectory({ "clusters/orders/cluster.ts": text, ...more });
  const options = { resolvePackage: packageResolver(fleet.root), timeout: 500 };
  const { clusters, findings } = await loadedFleet(fleetSources(fleet.root), options);
  if (findings.length === 0) return clusters[0]?.data;
  return diagnosticsText(fleet.root, await locatedDiagnostics(fleet.root, findings));
}

test("a definition may be computed from constants, helpers and JSON of the fleet", async () => {
  const text = `import { defineCluster } from "@grampus/dsl";
import sizes from "../sizes.json";
import { large } from "../large.ts";
const members: number = [1, 2, 3].map((n) => n * 1).length;
export default defineCluster({ name: "orders", members, ...large, storage: { size: sizes.small } });
`;
  const more = {
    "clusters/sizes.json": '{ "small": "10Gi" }',
    "clusters/large.ts": "export const large = { version: '9.7', owner: undefined } as const;\n",
  };
  expect(await loaded(text, more)).toEqual({
    name: "orders",
    members: 3,
    version: "9.7",
    storage: { size: "10Gi" },
  });
});

test("a syntax error is told with its place", async () => {
  expect(await loaded('export default { name: "orders" ;\n')).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:1:33 error load/syntax: syntax error: Expected "}" but found ";"
        1 │ export default { name: "orders" ;
          │                                 ^

    1 error
    "
  `);
});

test.each([
  ["a Node.js module", 'import { readFileSync } from "node:fs";\nexport default readFileSync;\n'],
  ["a package", 'import lodash from "lodash";\nexport default lodash;\n'],
  ["a file outside the fleet", 'import secrets from "../../../secrets.ts";\nexport default secrets;\n'],
  [
    "a file of node_modules",
    'import lodash from "../../node_modules/lodash/index.ts";\nexport default lodash;\n',
  ],
  ["a file that is not TypeScript", 'import lodash from "../x.js";\nexport default lodash;\n'],
  ["YAML by its short ending", 'import lodash from "../x.yml";\nexport default lodash;\n'],
  ["a file that does not exist", 'import other from "../other/cluster.ts";\nexport default other;\n'],
])("an import of %s is refused", async (_, text) => {
  const more = {
    "node_modules/lodash/index.ts": "export default 1;\n",
    "clusters/x.js": "export default 1;\n",
    "clusters/x.yml": "a: 1\n",
  };
  expect(await loaded(text, more)).toMatchSnapshot();
});

test.each([
  ["clusters/orders/base/cluster.yaml", "./base/cluster.yaml"],
  ["environments/dev/clusters/orders/a/b.yaml", "../../environments/dev/clusters/orders/a/b.yaml"],
  ["environments/dev/operator/crds/c.yaml", "../../environments/dev/operator/crds/c.yaml"],
])(
  "an import of %s, which compile writes, is refused, also through another file",
  async (file, specifier) => {
    const more = {
      [file]: "kind: Cluster\n",
      "clusters/orders/own.ts": `export { default } from "${specifier}";\n`,
    };
    expect(await loaded('import own from "./own.ts";\nexport default own;\n', more)).toMatchSnapshot();
    fleet?.remove();
    const beside = { "clusters/orders/base.yaml": "name: orders\n" };
    expect(await loaded('import own from "./base.yaml";\nexport default own[0];\n', beside)).toEqual({
      name: "orders",
    });
  },
);

test.each([
  ["the clock", "new Date().getFullYear()"],
  ["the time since the epoch", "Date.now()"],
  ["randomness", "Math.random()"],
  ["the environment", "process.env.HOME"],
  ["the locale", '["b", "a"].sort((x, y) => x.localeCompare(y)).length'],
  ["a computed import", 'import("./" + "x.ts")'],
  ["code from text", "(() => {}).constructor('return this')()"],
  ["the network", 'fetch("http://127.0.0.1/")'],
  ["the clock by its descriptor", 'Object.getOwnPropertyDescriptor(Date, "now")!.value()'],
  ["the clock by construction", "Reflect.construct(Date, []).getTime()"],
])("a definition that reads %s is refused at its line", async (_, expression) => {
  expect(await loaded(clusterText(`  name: "orders",\n  members: ${expression},`))).toMatchSnapshot();
});

test("a definition that throws is told with its place", async () => {
  const text =
    'function fail(): never {\n  throw new TypeError("no such tier");\n}\nexport default fail();\n';
  expect(await loaded(text)).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:2:9 error load/threw: the definition threw TypeError: no such tier
        2 │   throw new TypeError("no such tier");
          │         ^

    1 error
    "
  `);
});

test("a definition that never ends is stopped, and told where it was", async () => {
  const text = `import { endless } from "../endless.ts";
export default { name: "orders", members: endless(3) };
`;
  const endless = `export function endless(step: number): number {
  let members = 0;
  while (members < 7) members = (members + step) % 5;
  return members;
}
`;
  expect(await loaded(text, { "clusters/endless.ts": endless })).toMatchInlineSnapshot(`
    "clusters/endless.ts:3:3 error load/took-too-long: the definitions were not evaluated within 0.5 s; clusters/orders/cluster.ts was running
        3 │   while (members < 7) members = (members + step) % 5;
          │   ^
      hint    look for a loop that does not end

    1 error
    "
  `);
});

test("what a definition writes with console is a note at its line, and changes nothing", async () => {
  const text = `const sizes = { small: "10Gi", list: [1, undefined], make: () => 1 };
console.log("sizes are", sizes, 3n);
export default { name: "orders", members: console.error("two\\nlines") ?? 3 };
`;
  fleet = fleetDirectory({ "clusters/orders/cluster.ts": text });
  const resolvePackage = packageResolver(fleet.root);
  const { clusters, findings, logs } = await loadedFleet(fleetSources(fleet.root), {
    resolvePackage,
    timeout: 500,
  });
  expect(findings).toEqual([]);
  expect(clusters[0]?.data).toEqual({ name: "orders", members: 3 });
  expect(diagnosticsText(fleet.root, logs)).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:2:9 note load/log: sizes are { small: '10Gi', list: [ 1, undefined ], make: [Function: make] } 3n
        2 │ console.log("sizes are", sizes, 3n);
          │         ^

    clusters/orders/cluster.ts:3:51 note load/log: two
      lines
        3 │ export default { name: "orders", members: console.error("two\\nlines") ?? 3 };
          │                                                   ^

    2 notes
    "
  `);
});

test("a loop that logs for ever is stopped, and only its first thousand lines are kept", async () => {
  fleet = fleetDirectory({ "clusters/orders/cluster.ts": "for (let n = 0; ; n++) console.log(n);\n" });
  const resolvePackage = packageResolver(fleet.root);
  const { logs } = await loadedFleet(fleetSources(fleet.root), { resolvePackage, timeout: 500 });
  expect(logs).toHaveLength(1000);
});

test("a file without a default export is told so", async () => {
  expect(await loaded("export const cluster = {};\n")).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:1:1 error load/no-default-export: the cluster definition has no default export
        1 │ export const cluster = {};
          │ ^
      allowed export default defineCluster({ ... })

    1 error
    "
  `);
});

test.each([
  ["a function", "() => 3"],
  ["a class instance", "new Map()"],
  ["not a number", "Number.NaN"],
  ["a bigint", "3n"],
  ["half a character", '"\\ud800"'],
  ["a character kustomize changes", '"a\\u0085b"'],
  ["a text that kustomize writes and cannot read", '"\\ta\\nb"'],
])("%s is not plain data", async (_, expression) => {
  expect(await loaded(clusterText(`  name: "orders",\n  members: ${expression},`))).toMatchSnapshot();
});

test("a cycle is not plain data", async () => {
  const text = 'const a: Record<string, unknown> = { name: "orders" };\na["self"] = a;\nexport default a;\n';
  expect(await loaded(text)).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:2:13 error load/not-plain-data: a cycle is not plain data
        2 │ a["self"] = a;
          │             ^
      field   self

    1 error
    "
  `);
});

test("a definition behind a symbolic link is refused", async () => {
  fleet = fleetDirectory({
    "shared/orders/cluster.ts": clusterText('  name: "orders",'),
    "clusters/README": "",
  });
  symlinkSync("../shared/orders", path.join(fleet.root, "clusters/orders"));
  const sources = fleetSources(fleet.root);
  const { findings } = await loadedFleet(sources, {
    resolvePackage: packageResolver(fleet.root),
    timeout: 500,
  });
  expect(diagnosticsText(fleet.root, await locatedDiagnostics(fleet.root, findings))).toMatchInlineSnapshot(`
    "clusters/orders/cluster.ts:1:1 error load/symbolic-link: clusters/orders/cluster.ts is reached through a symbolic link
        1 │ import { defineCluster } from "@grampus/dsl";
          │ ^
      hint    move the folder into the fleet

    1 error
    "
  `);
});

test("an environment cannot change a definition it imports", async () => {
  const more = {
    "environments/dev/environment.ts":
      'import orders from "../../clusters/orders/cluster.ts";\n(orders as { members: number }).members = 7;\nexport default {};\n',
  };
  expect(await loaded(clusterText('  name: "orders",\n  members: 3,'), more)).toMatchInlineSnapshot(`
    "environments/dev/environment.ts:2:33 error load/threw: the definition threw TypeError: Cannot assign to read only property 'members' of object '#<Object>'
        2 │ (orders as { members: number }).members = 7;
          │                                 ^

    1 error
    "
  `);
});

test("a computed import() reaches nothing", async () => {
  const text = `let out = "nothing";
import(["node", "fs"].join(":")).catch((e) => { out = e.constructor.constructor("return process")().cwd(); });
export default { name: "orders", pods: { annotations: { get out() { return out; } } } };
`;
  expect(await loaded(text)).toContain(
    "load/not-hermetic: a definition cannot use import() of a computed name",
  );
});

test("a stack trace says nothing of the compiler or the machine", async () => {
  const annotations = "{ stack: String(new Error('x').stack) }";
  const data = await loaded(clusterText(`  name: "orders",\n  pods: { annotations: ${annotations} },`));
  expect(JSON.stringify(data)).not.toMatch(/file:|node:|\/work|\/tmp|evaluate/);
});

test.each([
  [
    "a frozen object's inside",
    'const inner = { x: "1" };\nexport default Object.freeze({ name: "orders", pods: { annotations: inner } });\n',
    "(orders as any).pods.annotations.x = 'changed';",
  ],
  ["a built-in object", clusterText('  name: "orders",'), "(Array.prototype as any).map = () => [];"],
  [
    "another file's definition",
    clusterText('  name: "orders",'),
    '(globalThis as any).definitions["clusters/orders/cluster.ts"] = () => 1;',
  ],
])("an environment cannot change %s", async (_, cluster, change) => {
  const environment = `import orders from "../../clusters/orders/cluster.ts";\nvoid orders;\n${change}\nexport default {};\n`;
  expect(await loaded(cluster, { "environments/dev/environment.ts": environment })).toContain(
    "read only property",
  );
});

test.each([
  "Object.create(null)",
  "undefined",
  "7",
  '"text"',
  "{ get message() { throw 1; } }",
  "Symbol('x')",
])("a definition that throws %s is told with its file", async (thrown) => {
  expect(await loaded(`throw ${thrown};\nexport default {};\n`)).toContain(
    "clusters/orders/cluster.ts:1:1 error load/threw",
  );
});

test("a value that throws when it is read is no plain data", async () => {
  const text =
    'let n = 0;\nexport default { name: "orders", get members() { if (n++ > 0) throw 1; return 3; } };\n';
  expect(await loaded(text)).toContain("a value that throws when it is read is not plain data");
});

test("evaluating cannot change the realm of the compiler", async () => {
  const text = `try { (Object.prototype as any).polluted = true; } catch {}\n${clusterText('  name: "orders",')}`;
  expect(await loaded(text)).toEqual({ name: "orders" });
  expect("polluted" in {}).toBe(false);
  expect([1].map((n) => n + 1)).toEqual([2]);
});
