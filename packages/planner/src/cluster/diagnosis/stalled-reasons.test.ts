import { readFileSync } from "node:fs";
import { join } from "node:path";
import { READY_REASONS } from "@grampus/api";
import { expect, test } from "vitest";
import { STALLED_REASONS } from "./diagnosis.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../../docs/operator/status.md"), "utf8");
const documented = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, word]) => word);

test("the page on the status has a row for every reason, and for no other", () => {
  const conditions = ["Ready", "Reconciling", "Stalled", "Degraded"];
  const known = new Set<string>([...conditions, ...Object.keys(READY_REASONS), ...STALLED_REASONS]);
  expect([...new Set(documented)].sort()).toEqual([...known].sort());
});
