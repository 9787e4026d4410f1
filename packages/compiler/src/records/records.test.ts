import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { approvalsFile, attestationsFile, overridesFile } from "../layout.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { approvalText, readApprovals } from "./approvals.ts";
import { attestationsText, readAttestations } from "./attestations.ts";
import { overridesChange, overridesOf } from "./overrides.ts";
import { recordReaders } from "./readers.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "grampus-records-"));
  mkdirSync(path.join(root, "environments/prod"), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function approvals(text: string) {
  writeFileSync(path.join(root, approvalsFile("prod")), text);
  return readApprovals(root, "prod");
}

const change = `sha256:${"a1".repeat(32)}`;
const line = approvalText({ environment: "prod", cluster: "orders", change, by: "@acme/team-dba" });

test("attestations that are read are those that were written, in whatever order", () => {
  const sights = fc.record({
    release: fc.integer({ min: 1, max: 5000 }),
    digest: fc.constant(change),
    healthy: fc.boolean(),
    at: fc.constant("2026-11-30T09:00:00Z"),
    saw: fc.string(),
  });
  const names = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
  const all = fc.dictionary(names, fc.option(sights, { nil: null }), { noNullPrototype: true });
  fc.assert(
    fc.property(all, (lines) => {
      const byCluster = new Map(Object.entries(lines));
      const text = attestationsText(byCluster);
      writeFileSync(path.join(root, attestationsFile("prod")), text);
      expect(readAttestations(root, "prod")).toEqual({ byCluster, diagnostics: [] });
      expect(attestationsText(new Map([...byCluster].reverse()))).toBe(text);
    }),
  );
});

test("the line that a plan prints is the approval that is read", () => {
  expect(approvals(`# who lets what through\n\n${line}\n${line.replace("orders", "billing")}\n`)).toEqual({
    approvals: [
      { environment: "prod", cluster: "orders", change, by: "@acme/team-dba", line: 3 },
      { environment: "prod", cluster: "billing", change, by: "@acme/team-dba", line: 4 },
    ],
    diagnostics: [],
  });
});

test.each(["", "# nothing yet\n", "[]\n", "---\n"])("no approvals: %j", (text) => {
  expect(approvals(text)).toEqual({ approvals: [], diagnostics: [] });
});

test.each([
  ["no YAML", "- {cluster: orders\n- x: ["],
  ["a map", `orders: ${change}\n`],
  ["a text", "orders\n"],
  ["entries that are none", "- orders\n- 1\n- null\n- []\n"],
  ["another environment", `${line.replace("prod", "staging")}\n`],
  ["a short digest", `${line.replace(change, "sha256:a1")}\n`],
  ["numbers", "- { cluster: 1, environment: prod, change: 2, by: 3 }\n"],
  ["a field that is misspelt", `${line.replace("cluster", "clutser")}\n`],
  ["two documents", `${line}\n---\n${line}\n`],
  ["a conflict", `<<<<<<< ours\n${line}\n=======\n>>>>>>> theirs\n`],
  ["a key of every object", "- { __proto__: { cluster: orders }, constructor: x }\n"],
  ["an alias", `- &a { cluster: orders, environment: prod, change: ${change}, by: x }\n- *b\n`],
])("what is no approval is said at its line: %s", (_, text) => {
  const read = approvals(text);
  expect(read.approvals).toEqual([]);
  expect(diagnosticsText(root, read.diagnostics)).toMatchSnapshot();
});

const OVERRIDE = {
  gate: 'soak("2d")',
  release: 3,
  digest: change,
  by: "Ada <ada@example.com>",
  at: "2026-11-30T09:00:00Z",
  because: "it's: #1",
};
const WRITTEN = `- gate: 'soak("2d")'\n  release: 3\n  digest: ${change}\n  by: "Ada <ada@example.com>"\n  at: "2026-11-30T09:00:00Z"\n  because: "it's: #1"\n`;

test.each([
  ["nothing", "", WRITTEN, 1],
  ["an empty list", "[]\n", WRITTEN, 1],
  ["a comment", "# past gates\n", `# past gates\n\n${WRITTEN}`, 1],
  ["what was written before", WRITTEN, WRITTEN + WRITTEN, 2],
  ["no end of line", WRITTEN.trimEnd(), WRITTEN + WRITTEN, 2],
  ["comments", `# one\n${WRITTEN}# two\n`, undefined, 2],
  ["an indented list", WRITTEN.replaceAll(/^/gm, "  ").trimEnd(), undefined, 2],
  [
    "a flow list",
    `[{ gate: healthy(), release: 3, digest: ${change}, by: x, at: y, because: z }]\n`,
    undefined,
    2,
  ],
])("an override is added to %s", (_, before, text, count) => {
  const file = overridesFile("prod", "orders");
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), before);
  const added = overridesChange(root, "prod", "orders", [OVERRIDE]);
  if (added?.kind !== "update") throw new RangeError("not changed");
  if (text !== undefined) expect(added.text).toBe(text);
  for (const comment of before.match(/# \w+/g) ?? []) expect(added.text).toContain(comment);
  const { overrides, diagnostics } = overridesOf(file, added.text);
  expect(diagnostics).toEqual([]);
  expect(overrides).toHaveLength(count);
  expect(overrides.at(-1)).toEqual(OVERRIDE);
});

test.each(["null", "true", "off", "1e3", "orders"])(
  "a cluster and an environment may be called %s",
  (name) => {
    const text = approvalText({ environment: name, cluster: name, change, by: "team-dba" });
    mkdirSync(path.join(root, "environments", name));
    writeFileSync(path.join(root, approvalsFile(name)), `${text}\n`);
    expect(readApprovals(root, name)).toMatchObject({ approvals: [{ cluster: name }], diagnostics: [] });
  },
);

test("a folder in the place of a file is told", () => {
  const files = [approvalsFile("prod"), attestationsFile("prod"), overridesFile("prod", "orders")];
  for (const file of files) mkdirSync(path.join(root, file), { recursive: true });
  const { approvals: ask, attestations, overrides, diagnostics } = recordReaders(root);
  ask("prod");
  attestations("prod");
  overrides("prod", "orders");
  expect(diagnostics.map(({ code, source, found }) => [code, source?.file, found])).toEqual(
    files.map((file) => ["record/unreadable", file, "a folder"]),
  );
});
