import { afterEach, expect, test } from "vitest";
import type { DataPath } from "../data/data-path.ts";
import { type FleetDirectory, fleetDirectory } from "../testing/fleet-directory.ts";
import { locator } from "./locate.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

/** The text a field is found at: from the position to the end of the range, or of the line. */
async function textAt(source: string, path: DataPath, part: "name" | "value" = "value"): Promise<string> {
  fleet = fleetDirectory({ "clusters/a/cluster.ts": source });
  const locate = await locator(fleet.root);
  const { line, column, endColumn } = locate({ file: "clusters/a/cluster.ts", path, part });
  return (source.split("\n")[line - 1] ?? "").slice(
    column - 1,
    endColumn === undefined ? undefined : endColumn - 1,
  );
}

test.each<[string, string, DataPath, string]>([
  ["a scalar", "export default defineCluster({ members: 3 });", ["members"], "3"],
  [
    "a nested scalar",
    'export default defineCluster({ storage: { size: "1Gi" } });',
    ["storage", "size"],
    '"1Gi"',
  ],
  [
    "a list item",
    "export default { tolerations: [{ key: 1 }, { key: 2 }] };",
    ["tolerations", 1, "key"],
    "2",
  ],
  ["a quoted key", "export default { nodeSelector: { 'a.b/c': 1 } };", ["nodeSelector", "a.b/c"], "1"],
  ["a computed key", 'export default { nodeSelector: { ["a"]: 1 } };', ["nodeSelector", "a"], "1"],
  ["a constant", "const size = '1Gi';\nexport default { storage: { size } };", ["storage", "size"], "'1Gi'"],
  [
    "a constant object",
    "const storage = { size: '1Gi' };\nexport default { storage };",
    ["storage", "size"],
    "'1Gi'",
  ],
  ["satisfies", "export default { members: 3 } satisfies object;", ["members"], "3"],
  ["as const", "export default { members: 3 } as const;", ["members"], "3"],
  ["an exported constant", "const c = defineCluster({ members: 3 });\nexport default c;", ["members"], "3"],
  ["export as default", "const c = { members: 3 };\nexport { c as default };", ["members"], "3"],
  [
    "a spread constant",
    "const base = { members: 3 };\nexport default { ...base, name: 'a' };",
    ["members"],
    "3",
  ],
  [
    "the last of two",
    "const base = { members: 3 };\nexport default { ...base, members: 5 };",
    ["members"],
    "5",
  ],
  [
    "an override",
    "export default defineEnvironment({ clusters: { a: override(a, { members: 7 }) } });",
    ["clusters", "a", "settings", "members"],
    "7",
  ],
])("the value of a field in %s", async (_, source, path, text) => {
  expect(await textAt(source, path)).toBe(text);
});

test.each<[string, string, DataPath, string]>([
  [
    "a spread of an import",
    "export default { storage: { ...imported } };",
    ["storage", "size"],
    "{ ...imported }",
  ],
  ["a call", "export default { storage: large(3) };", ["storage", "size"], "large(3)"],
  ["a missing field", "export default { name: 'a' };", ["members"], "{ name: 'a' }"],
  ["a constant that names itself", "const a = a;\nexport default a;", ["members"], "a"],
])("%s: the nearest enclosing property", async (_, source, path, text) => {
  expect(await textAt(source, path)).toBe(text);
});

const HELPERS = `import { defineCluster, override } from "@grampus/dsl";
export const small = { members: 1, size: "1Gi" };
export const MANY = 9;
export function tenant(name: string, gi: number) {
  const size = gi + "Gb";
  return defineCluster({ name, members: 3, storage: { size: \`\${gi}GB\`, class: size } });
}
export const named = ({ name, members }: { name: string; members: number }) => ({ name, members });
export const fewer = (cluster: unknown) => override(cluster, { members: 2 });
export const tenants = Object.fromEntries(["a", "b"].map((name) => [name, tenant(name, 10)]));
export const filled: Record<string, unknown> = {};
for (const name of ["a", "b"]) filled[name] = tenant(name, 10);
filled["c"] = { members: 4 };
export { tenant as renamed };
export default { members: 6 };
`;

/** The file and the text a field of a definition is found at, next to the module `clusters/helpers.ts`. */
async function placeIn(source: string, path: DataPath): Promise<string> {
  const files: Readonly<Record<string, string>> = {
    "clusters/a/cluster.ts": source,
    "clusters/helpers.ts": HELPERS,
    "clusters/barrel.ts": 'export { tenant as again, default } from "./helpers.ts";\n',
    "clusters/sizes.json": '{ "small": { "members": 8 } }',
  };
  fleet = fleetDirectory(files);
  const locate = await locator(fleet.root);
  const { file, line, column, endColumn } = locate({ file: "clusters/a/cluster.ts", path, part: "value" });
  const text = (files[file] ?? "").split("\n")[line - 1] ?? "";
  return `${file} ${text.slice(column - 1, endColumn === undefined ? undefined : endColumn - 1)}`;
}

const HELPER = "clusters/helpers.ts";
const HERE = "clusters/a/cluster.ts";

test.each<[string, string, DataPath, string]>([
  [
    "a spread of an import",
    `import { small } from "../helpers.ts";\nexport default { ...small };`,
    ["members"],
    `${HELPER} 1`,
  ],
  [
    "an imported constant",
    `import { MANY } from "../helpers.ts";\nexport default { members: MANY };`,
    ["members"],
    `${HELPER} 9`,
  ],
  [
    "a member of an import",
    `import { small } from "../helpers.ts";\nexport default { storage: { size: small.size } };`,
    ["storage", "size"],
    `${HELPER} "1Gi"`,
  ],
  [
    "a member of a whole module",
    `import * as h from "../helpers.ts";\nexport default { members: h.MANY };`,
    ["members"],
    `${HELPER} 9`,
  ],
  [
    "a default import",
    `import base from "../helpers.ts";\nexport default { ...base };`,
    ["members"],
    `${HELPER} 6`,
  ],
  [
    "a default import by a barrel",
    `import base from "../barrel.ts";\nexport default { ...base };`,
    ["members"],
    `${HELPER} 6`,
  ],
  [
    "a JSON file",
    `import sizes from "../sizes.json";\nexport default { ...sizes.small };`,
    ["members"],
    "clusters/sizes.json 8",
  ],
  [
    "a helper's own value",
    `import { tenant } from "../helpers.ts";\nexport default tenant("a", 5);`,
    ["members"],
    `${HELPER} 3`,
  ],
  [
    "a helper's text",
    `import { tenant } from "../helpers.ts";\nexport default tenant("a", 5);`,
    ["storage", "size"],
    `${HELPER} \`\${gi}GB\``,
  ],
  [
    "a helper's argument",
    `import { tenant } from "../helpers.ts";\nexport default tenant("a", 5);`,
    ["name"],
    `${HERE} "a"`,
  ],
  [
    "a helper under another name",
    `import { renamed } from "../helpers.ts";\nexport default renamed("a", 5);`,
    ["members"],
    `${HELPER} 3`,
  ],
  [
    "a helper by a barrel",
    `import { again } from "../barrel.ts";\nexport default again("a", 5);`,
    ["name"],
    `${HERE} "a"`,
  ],
  [
    "a member of an argument",
    `import { named } from "../helpers.ts";\nexport default named({ name: "a", members: 7 });`,
    ["members"],
    `${HERE} 7`,
  ],
  [
    "a cluster of many",
    `import { tenants } from "../helpers.ts";\nexport default tenants["a"];`,
    ["members"],
    `${HELPER} 3`,
  ],
  [
    "a cluster of a loop",
    `import { filled } from "../helpers.ts";\nexport default filled["a"]!;`,
    ["members"],
    `${HELPER} 3`,
  ],
  [
    "a cluster beside a loop",
    `import { filled } from "../helpers.ts";\nexport default filled.c;`,
    ["members"],
    `${HELPER} 4`,
  ],
  [
    "an override by a helper",
    `import { fewer } from "../helpers.ts";\nexport default { clusters: { a: fewer(a) } };`,
    ["clusters", "a", "settings", "members"],
    `${HELPER} 2`,
  ],
  [
    "an override of an override",
    "export default { clusters: { a: override(override(a, { members: 5 }), {}) } };",
    ["clusters", "a", "cluster", "settings", "members"],
    `${HERE} 5`,
  ],
  [
    "an appended item",
    "export default { tolerations: append({ key: 1 }, { key: 2 }) };",
    ["tolerations", "items", 1, "key"],
    `${HERE} 2`,
  ],
  [
    "settings of the operator",
    "export default { operator: deploy({ replicas: 3 }) };",
    ["operator", "settings", "replicas"],
    `${HERE} 3`,
  ],
  [
    "the whole of a shared definition",
    `import { tenants } from "../helpers.ts";\nexport default tenants["a"];`,
    [],
    `${HERE} tenants["a"]`,
  ],
  [
    "what a helper does not say",
    `import { tenants } from "../helpers.ts";\nexport default tenants["a"];`,
    ["version"],
    `${HERE} tenants["a"]`,
  ],
])("the place of %s", async (_, source, path, place) => {
  expect(await placeIn(source, path)).toBe(place);
});

test.each<[string, DataPath, number]>([
  ["a document", [1], 5],
  ["a field", [1, "metadata", "name"], 8],
  ["an item of a list", [1, "spec", "policyTypes", 1], 12],
  ["what is not there", [1, "spec", "ingress"], 9],
  ["a document that is not there", [2], 1],
])("the place of %s of an imported YAML file", async (_, path, line) => {
  fleet = fleetDirectory({
    "clusters/a/cluster.ts":
      'import policies from "./p.yaml";\nexport default { manifests: { policies } };\n',
    "clusters/a/p.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: a}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: b
spec:
  policyTypes:
  - Ingress
  - Egress
`,
  });
  const locate = await locator(fleet.root);
  const place = {
    file: "clusters/a/cluster.ts",
    path: ["manifests", "policies", ...path],
    part: "value",
  } as const;
  expect(locate(place)).toEqual({ file: "clusters/a/p.yaml", line, column: 1 });
});

test.each([
  ["a constant's", "const a = [1, 2];\nexport default { list: [...a, 3] };", "2"],
  ["one behind it", "const a = [1];\nexport default { list: [...a, 3] };", "3"],
  ["one spread twice", "const a = [1, 2];\nconst b = [...a];\nexport default { list: [...b, 3] };", "2"],
])("an item of a list that is spread into another has its own place: %s", async (_, text, found) => {
  expect(await placeIn(text, ["list", 1])).toBe(`${HERE} ${found}`);
});

test.each([
  ["that is computed", "const a = [1, 2].map((n) => n);\nexport default { list: [...a, 3] };"],
  ["of itself", "const a = [...a];\nexport default { list: [...a, 3] };"],
])("an item behind a spread %s has the list's place", async (_, text) => {
  expect(await placeIn(text, ["list", 1])).toBe(`${HERE} [...a, 3]`);
});

test.each([
  ["functions that call each other", "const a = () => b();\nconst b = () => a();\nexport default a();"],
  ["modules that import each other", 'import b from "./cluster.ts";\nexport default { ...b };'],
  ["an import of what is not there", 'import b from "../nothing.ts";\nexport default { ...b };'],
  ["an import of what is not exported", 'import { b } from "../helpers.ts";\nexport default { ...b };'],
])("%s: the whole", async (_, source) => {
  expect(await placeIn(source, ["members"])).toMatch(/^clusters\/a\/cluster.ts (\{ \.\.\.b \}|a\(\))$/);
});

test("the name of a field, for what should not be there", async () => {
  expect(await textAt("export default { membres: 3 };", ["membres"], "name")).toBe("membres");
});

test.each(["", "export const a = 1;", "export default", "}{"])(
  "a file without a default export: its first line (%j)",
  async (source) => {
    fleet = fleetDirectory({ "clusters/a/cluster.ts": source });
    const locate = await locator(fleet.root);
    expect(locate({ file: "clusters/a/cluster.ts", path: ["members"], part: "value" })).toMatchObject({
      line: 1,
    });
  },
);
