import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { KINDS } from "./kinds.ts";
import { fetchedSchema, SCHEMAS } from "./schemas.ts";

function isGoThere(): boolean {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!isGoThere())("the committed schemas are those of the controllers' Go modules", () => {
  test.each(KINDS)("$kind of $module.path $module.version", { timeout: 300_000 }, (kind) => {
    // How a file is laid out is the formatter's; the order of what it says is not.
    const compact = (text: string) => JSON.stringify(JSON.parse(text));
    const committed = readFileSync(join(SCHEMAS, `${kind.kind}.json`), "utf8");
    expect(compact(fetchedSchema(kind))).toBe(compact(committed));
  });
});
