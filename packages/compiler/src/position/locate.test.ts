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
