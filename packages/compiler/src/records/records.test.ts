import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { approvalsFile, attestationsFile } from "../layout.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { approvalText, readApprovals } from "./approvals.ts";
import { attestationsText, readAttestations } from "./attestations.ts";

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
