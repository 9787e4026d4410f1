import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FileChange } from "./changes.ts";
import { writtenWithRecords } from "./write.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "grampus-write-"));
  writeFileSync(path.join(root, "old.yaml"), "old\n");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const RECORDS: readonly FileChange[] = [
  { kind: "create", file: "overrides/new.yaml", text: "new\n", before: "" },
  { kind: "update", file: "old.yaml", text: "old\nnew\n", before: "old\n" },
];

const GENERATED: readonly FileChange[] = ["a.yaml", "b.yaml", "lock.json"].map((file) => ({
  kind: "create",
  file,
  text: `${file}\n`,
  before: "",
}));

const has = (file: string) => existsSync(path.join(root, file));
const old = () => readFileSync(path.join(root, "old.yaml"), "utf8");

test("records and generated files are written", async () => {
  const result = await writtenWithRecords(root, RECORDS, GENERATED, () => false);
  expect(result).toEqual({ done: [...RECORDS, ...GENERATED], left: [] });
  expect([has("overrides/new.yaml"), old(), has("lock.json")]).toEqual([true, "old\nnew\n", true]);
});

test.each(["overrides/new.yaml", "a.yaml"])("when it ends behind %s, no record is left", async (last) => {
  const { done, left } = await writtenWithRecords(root, RECORDS, GENERATED, () => has(last));
  expect([has("overrides"), old(), has("lock.json")]).toEqual([false, "old\n", false]);
  expect(done).toEqual(last === "a.yaml" ? GENERATED.slice(0, 1) : []);
  expect(left.at(-1)).toBe(GENERATED.at(-1));
});
